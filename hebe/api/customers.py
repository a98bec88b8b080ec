"""Customers: enter, change, find, list; the same cards and masks as on the screens."""

from datetime import date
from typing import Annotated, Any

from ninja import Schema, Status
from pydantic import Field

from hebe.access.guesses import counting_guesses
from hebe.api.auth import ApiRequest
from hebe.api.customer_schemas import (
    CardOut,
    ContactIn,
    ContactOut,
    CustomerChanges,
    CustomerIn,
    CustomerPage,
    HitOut,
    KeyIn,
    MomentPage,
    ProfileOut,
    ReceiveIn,
    Revealed,
    RevealIn,
    TeamIn,
)
from hebe.api.paging import page
from hebe.api.routing import Router, needs
from hebe.api.schemas import FILTER, GUESSED, Cursor, Key, Limit, Text
from hebe.api.told import told
from hebe.customers import queries, services
from hebe.customers.errors import NumberDoesNotFit
from hebe.customers.models import Customer
from hebe.customers.queries import CustomerCard, Profile, Timeline
from hebe.customers.queries.changes import Change
from hebe.filters import parsed

router = Router(tags=["customers"])
ORDER = ("-created_at", "-id")


def _card(request: ApiRequest, customer: Customer) -> CustomerCard:
    """Return her as the act left her, also when it put her out of the actor's reach."""
    return queries.card_of(request.actor, customer)


@router.get("/customers", response=CustomerPage)
@needs("customers.view")
def list_customers(
    request: ApiRequest,
    where: str = FILTER,
    mine: bool = False,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """List the customers within reach, newest first; `filter` is a tree as JSON."""
    rows = queries.customer_list(request.actor, where=parsed(where), mine=mine)
    found, following = page(rows, cursor, limit, ORDER)
    return {"rows": queries.cards_of(request.actor, found), "next": following}


@router.get("/customers/search", response={200: list[HitOut], **GUESSED})
@needs("customers.view")
def search_customers(
    request: ApiRequest, q: Text, limit: Annotated[int, Field(ge=1, le=50)] = 12
) -> list[queries.Hit]:
    """Find by name, initials, phone or its end, member, record or landline number.

    A full number names a colleague's customer too, at most 50 of them in 12 hours.
    """
    return services.find_customers(request.actor, q, limit)


@router.post("/customers", response={201: CardOut})
def create_customer(request: ApiRequest, data: CustomerIn) -> Status[CustomerCard]:
    """Enter a customer; `phone_taken` when the number belongs to somebody already."""
    made = services.create_customer(request.actor, **data.given())
    return Status(201, _card(request, made))


@router.get("/customers/{customer_id}", response=ProfileOut)
@needs("customers.view")
def get_customer(request: ApiRequest, customer_id: Key) -> Profile:
    """Return everything kept of one customer; what the key may not see is null."""
    return queries.profile(request.actor, customer_id)


@router.patch("/customers/{customer_id}", response=CardOut)
def update_customer(
    request: ApiRequest, customer_id: Key, data: CustomerChanges
) -> CustomerCard:
    """Change what is given."""
    changes = data.given()
    return _card(
        request, services.update_customer(request.actor, customer_id=customer_id, **changes)
    )


@router.put("/customers/{customer_id}/team", response=CardOut)
def set_team(request: ApiRequest, customer_id: Key, data: TeamIn) -> CustomerCard:
    """Say who cares for her; null for nobody."""
    saved = services.set_team(request.actor, customer_id=customer_id, **data.model_dump())
    return _card(request, saved)


@router.put("/customers/{customer_id}/key", response=CardOut)
def mark_key(request: ApiRequest, customer_id: Key, data: KeyIn) -> CustomerCard:
    """Mark her as a key customer, or take the mark off."""
    saved = services.mark_key(request.actor, customer_id=customer_id, is_key=data.is_key)
    return _card(request, saved)


@router.post("/customers/{customer_id}/confirm", response=CardOut)
def confirm_data(request: ApiRequest, customer_id: Key) -> CustomerCard:
    """Say that her data were gone through with her today."""
    return _card(request, services.confirm_data(request.actor, customer_id=customer_id))


@router.post("/customers/{customer_id}/contacts", response={201: ContactOut})
def add_contact(
    request: ApiRequest, customer_id: Key, data: ContactIn
) -> Status[dict[str, Any]]:
    """Add a further way to reach her."""
    made = services.add_contact(request.actor, customer_id=customer_id, **data.model_dump())
    lines = queries.profile(request.actor, customer_id).contacts
    return Status(
        201,
        next(
            {"id": line.id, "kind": line.kind, "value": line.value}
            for line in lines
            if line.id == made.pk
        ),
    )


@router.delete("/customers/{customer_id}/contacts/{contact_id}", response={204: None})
def remove_contact(request: ApiRequest, customer_id: Key, contact_id: Key) -> Status[None]:
    """Take a way to reach her off her file."""
    services.remove_contact(request.actor, customer_id=customer_id, contact_id=contact_id)
    return Status(204, None)


@router.post("/customers/{customer_id}/reveal", response=Revealed)
def reveal_field(request: ApiRequest, customer_id: Key, data: RevealIn) -> dict[str, str]:
    """Return one masked number in full; the reason is kept in the audit trail."""
    value = services.reveal_field(request.actor, customer_id=customer_id, **data.model_dump())
    return {"value": value}


@router.post("/customers/{customer_id}/receive", response={200: CardOut, **GUESSED})
def receive_customer(request: ApiRequest, customer_id: Key, data: ReceiveIn) -> CustomerCard:
    """Open a colleague's customer by her full number, for 12 hours."""
    with counting_guesses(request, request.actor, at="reception", wrong=(NumberDoesNotFit,)):
        saved = services.receive_customer(
            request.actor, customer_id=customer_id, number=data.number
        )
    return _card(request, saved)


@router.get("/customers/{customer_id}/timeline", response=MomentPage)
@needs("customers.view")
def customer_timeline(
    request: ApiRequest, customer_id: Key, kind: Text = "", before: Cursor = ""
) -> Timeline:
    """Return what happened with her, newest first."""
    return queries.timeline(request.actor, customer_id, kind=kind, before=before)


@told(Change)
class ChangeOut(Schema):
    """One change or view of her file."""

    fields: list[tuple[str, str, str]]


@router.get("/customers/{customer_id}/changes", response=list[ChangeOut])
@needs("customers.history")
def customer_changes(request: ApiRequest, customer_id: Key) -> list[dict[str, Any]]:
    """Return who changed or looked at what of her."""
    return [
        {
            "at": change.at,
            "who": change.who,
            "act": change.act,
            "fields": [(n, _said(b), _said(a)) for n, b, a in change.fields],
        }
        for change in queries.change_history(request.actor, customer_id)
    ]


def _said(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else "" if value is None else str(value)

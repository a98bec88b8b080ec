"""Everything this app knows of one customer, on one page (CUS-06)."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hebe.access.actor import Actor, requires
from hebe.access.fields import shown
from hebe.customers.choices import ContactKind, FactKind
from hebe.customers.models import Contact, Customer, OpeningFact
from hebe.customers.queries.alerts import Alert, alerts
from hebe.customers.queries.cards import CustomerCard, card_of, with_card
from hebe.customers.queries.reach import customers, reach
from hebe.journal.models import Audit
from hebe.journal.publish import subject_of
from hebe.kernel import phones
from hebe.kernel.errors import NotFound

FRIENDS = 20


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A further way to reach her, masked if need be."""

    id: int
    kind: str
    kind_label: str
    value: str
    is_masked: bool

    @property
    def slug(self) -> str:
        """Return how an address names it."""
        return str(self.id)


@dataclass(frozen=True, slots=True)
class OpeningLine:
    """A balance brought over from the old system: a fact, not yet a ledger entry."""

    kind: str
    kind_label: str
    what: str
    amount: int
    is_money: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """One customer as this actor may see her; None means: not for this reader's eyes."""

    card: CustomerCard
    alerts: list[Alert]
    referrer_id: int | None
    referrer: str
    contacts: list[ContactLine]
    address: str | None
    allergies: str | None
    health: str | None
    skin_type: str
    wishes: str
    budget: str
    character: str
    guardian_name: str
    guardian_phone: str | None
    note: str
    checked_at: datetime | None
    updated_at: datetime
    advisor_id: int | None
    doctor_id: int | None
    carer_id: int | None
    channel_id: int | None
    opening: list[OpeningLine] = field(default_factory=list)
    friends: list[CustomerCard] = field(default_factory=list)
    friends_count: int = 0


@requires("customers.view")
def profile(actor: Actor, customer_id: int) -> Profile:
    """Return her profile, in a constant number of queries; NotFound when out of reach."""
    rows = with_card(customers(actor)).select_related("referrer")
    customer = rows.prefetch_related("contacts", "opening").filter(pk=customer_id).first()
    if customer is None:
        raise NotFound
    opening = list(customer.opening.all())
    brought = Customer.objects.of(actor).filter(referrer_id=customer_id)
    friends = list(
        with_card(brought.filter(reach(actor))).order_by("-spent_fen", "pk")[:FRIENDS]
    )
    return Profile(
        card=card_of(actor, customer),
        alerts=alerts(actor, customer, opening),
        referrer_id=customer.referrer_id,
        referrer=customer.referrer.name if customer.referrer else "",
        contacts=[_contact(actor, contact) for contact in customer.contacts.all()],
        address=shown(actor, "customers.address", customer.address),
        allergies=shown(actor, "customers.allergies", customer.allergies),
        health=shown(actor, "customers.health", customer.health),
        skin_type=customer.skin_type,
        wishes=customer.wishes,
        budget=customer.budget,
        character=customer.character,
        guardian_name=customer.guardian_name,
        guardian_phone=shown(actor, "customers.phone", customer.guardian_phone, phones.mask),
        note=customer.note,
        checked_at=customer.checked_at,
        updated_at=customer.updated_at,
        advisor_id=customer.advisor_id,
        doctor_id=customer.doctor_id,
        carer_id=customer.carer_id,
        channel_id=customer.channel_id,
        opening=_opening(actor, opening),
        friends=[card_of(actor, friend) for friend in friends],
        friends_count=len(friends),
    )


def _contact(actor: Actor, contact: Contact) -> ContactLine:
    value = shown(actor, "customers.phone", contact.value, _masked) or ""
    label = str(ContactKind(contact.kind).label)
    return ContactLine(contact.pk, contact.kind, label, value, value != contact.value)


def _masked(value: str) -> str:
    """Return a number masked in the middle, any other contact after its first characters."""
    return phones.mask(value) if phones.is_valid(value) else f"{value[:2]}****"


def _opening(actor: Actor, facts: list[OpeningFact]) -> list[OpeningLine]:
    if shown(actor, "customers.spent", "yes") is None:
        return []
    order = FactKind.values
    return [
        OpeningLine(
            fact.kind,
            str(FactKind(fact.kind).label),
            fact.what,
            fact.amount,
            fact.kind not in {FactKind.POINTS, FactKind.COURSE},
        )
        for fact in sorted(facts, key=lambda fact: (order.index(fact.kind), fact.what))
    ]


ACTS = {
    "CustomerViewed": gettext_lazy("looked at the file"),
    "CustomerCreated": gettext_lazy("entered her"),
    "CustomerUpdated": gettext_lazy("changed data"),
    "CustomerTeamChanged": gettext_lazy("changed the team"),
    "CustomerTagged": gettext_lazy("put a tag on"),
    "CustomerUntagged": gettext_lazy("took a tag off"),
    "CustomerMarked": gettext_lazy("changed the key-customer mark"),
    "ContactAdded": gettext_lazy("added a contact"),
    "ContactRemoved": gettext_lazy("removed a contact"),
    "FieldRevealed": gettext_lazy("saw a number in full"),
    "CustomerDataConfirmed": gettext_lazy("confirmed the data"),
    "CustomerReceived": gettext_lazy("received a colleague's customer"),
    "CustomerStageChanged": gettext_lazy("changed the stage"),
}


LINKS = {
    "doctor": gettext_lazy("Doctor"),
    "advisor": gettext_lazy("Advisor"),
    "carer": gettext_lazy("Follow-up"),
    "home_store": gettext_lazy("Store"),
    "channel": gettext_lazy("Channel"),
    "referrer": gettext_lazy("Introduced by"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change of her data: who, when, and each field before and after."""

    at: datetime
    who: str
    act: str
    fields: list[tuple[str, Any, Any]]

    @property
    def label(self) -> str:
        """Return the act in the reader's words."""
        return str(ACTS.get(self.act, self.act))


@requires("customers.history")
def change_history(actor: Actor, customer_id: int, limit: int = 100) -> list[Change]:
    """Return who changed or looked at what of her, newest first (CUS-19)."""
    customer = customers(actor, "customers.history").filter(pk=customer_id).first()
    if customer is None:
        raise NotFound
    rows: QuerySet[Any] = Audit.objects.of(actor).filter(subject=subject_of(customer))
    return [_change(row) for row in rows.order_by("-id")[:limit]]


def _change(row: Audit) -> Change:
    before, after = row.data.get("before") or {}, row.data.get("after") or {}
    fields = [(_label(name), before.get(name), after.get(name)) for name in {**before, **after}]
    if row.data.get("reason"):
        fields.append((_("Reason"), None, row.data["reason"]))
    return Change(row.at, row.who, row.act, fields)


def _label(name: str) -> str:
    bare = name.removesuffix("_id")
    if bare in LINKS:
        return str(LINKS[bare])
    column: Any = {f.name: f for f in Customer._meta.fields}.get(bare)
    return str(column.verbose_name) if column is not None else bare

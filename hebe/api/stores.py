"""Stores, and the audit trail."""

from datetime import date, datetime, time
from typing import Annotated, Any

from ninja import Router, Schema, Status
from pydantic import Field, StringConstraints

from hebe.access import queries, services
from hebe.api.auth import ApiRequest
from hebe.api.paging import page
from hebe.api.schemas import PROBLEMS, Cursor, Key, Limit, Moment, Text
from hebe.journal.models import Audit
from hebe.journal.queries import audit_list
from hebe.journal.services import ChainState, chain_state
from hebe.tenancy.models import Store

router = Router(tags=["stores and audit"])


class StoreChanges(Schema):
    """What to change about a store; left out means unchanged."""

    name: Text = ""
    city: Text = ""
    address: Text = ""
    phone: Text = ""
    area_m2: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    timezone: Text = ""
    opens_at: time = time(9)
    closes_at: time = time(21)
    institution: Text = ""
    licence_no: Text = ""
    licence_valid_to: date | None = None
    licensed_departments: Annotated[list[Text], Field(max_length=10)] = []
    consult_stage: bool = True
    accepts_minors: bool = False
    is_open: bool = True


class StoreIn(StoreChanges):
    """A store to open."""

    code: Annotated[str, StringConstraints(pattern=r"^[-a-zA-Z0-9_]{1,20}$")]
    name: Text


class StoreOut(Schema):
    """A store."""

    id: int
    code: str
    name: str
    city: str
    address: str
    phone: str
    area_m2: int
    timezone: str
    opens_at: time
    closes_at: time
    institution: str
    licence_no: str
    licence_valid_to: date | None
    licensed_departments: list[str]
    consult_stage: bool
    accepts_minors: bool
    is_open: bool


class AuditOut(Schema):
    """Who did or looked at what."""

    id: int
    at: datetime
    user_id: int | None
    who: str
    via: str
    ip: str
    act: str
    subject: str
    store_id: int | None
    data: dict[str, Any]


class AuditPage(Schema):
    """A page of the trail."""

    rows: list[AuditOut]
    next: str


class ChainOut(Schema):
    """Where the chain stands; `broken` is the first recent entry that does not fit."""

    sealed: int
    waiting: int
    head: str
    checked: int
    broken: int | None


@router.get("/stores", response={200: list[StoreOut], **PROBLEMS}, operation_id="list_stores")
def list_stores(request: ApiRequest) -> list[Store]:
    """List the stores that one may edit."""
    return list(queries.store_list(request.actor))


@router.get(
    "/stores/{store_id}", response={200: StoreOut, **PROBLEMS}, operation_id="get_store"
)
def get_store(request: ApiRequest, store_id: Key) -> Store:
    """Return one store."""
    return queries.get_store(request.actor, store_id)


@router.post("/stores", response={201: StoreOut, **PROBLEMS}, operation_id="create_store")
def create_store(request: ApiRequest, data: StoreIn) -> Status[Store]:
    """Open one more store."""
    given = data.model_dump(exclude_unset=True)
    return Status(201, services.create_store(request.actor, **given))


@router.patch(
    "/stores/{store_id}", response={200: StoreOut, **PROBLEMS}, operation_id="update_store"
)
def update_store(request: ApiRequest, store_id: Key, data: StoreChanges) -> Store:
    """Change what is known of a store."""
    given = data.model_dump(exclude_unset=True)
    return services.update_store(request.actor, store_id=store_id, **given)


@router.get("/audit", response={200: AuditPage, **PROBLEMS}, operation_id="list_audit")
def list_audit(
    request: ApiRequest,
    who: Text = "",
    act: Text = "",
    subject: Text = "",
    since: Moment | None = None,
    until: Moment | None = None,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """List the trail, newest first."""
    wanted = {
        "who__icontains": who, "act": act, "subject": subject,
        "at__gte": since, "at__lt": until,
    }  # fmt: skip
    rows = audit_list(request.actor).filter(**{k: v for k, v in wanted.items() if v})
    found: list[Audit]
    found, following = page(rows, cursor, limit, ("-id",))
    return {"rows": found, "next": following}


@router.get("/audit/chain", response={200: ChainOut, **PROBLEMS}, operation_id="get_chain")
def get_chain(request: ApiRequest) -> ChainState:
    """Say whether the newest links of the chain hold."""
    return chain_state(request.actor)

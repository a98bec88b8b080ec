"""Stores and the audit trail as programs see them."""

from datetime import date, datetime, time
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field, StringConstraints

from hebe.access.services import store_marks
from hebe.api.schemas import Changes, Day, Seen, Sent, Text, TimeOfDay, TimeTold
from hebe.api.told import told
from hebe.journal.services.chain import ChainState
from hebe.tenancy.models import Store

FiledName = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class StoreFields(Changes):
    """What is known of a store."""

    name: Text = ""
    city: Text = ""
    address: Text = ""
    phone: Text = ""
    area_m2: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    timezone: Text = ""
    opens_at: TimeOfDay = time(9)
    closes_at: TimeOfDay = time(21)
    institution: Text = ""
    licence_no: Text = ""
    licence_valid_to: Day | None = None
    licensed_departments: Annotated[list[Text], Field(max_length=10)] = []
    filed_projects: Annotated[list[FiledName], Field(max_length=300)] = []
    consult_stage: bool = True
    accepts_minors: bool = False
    is_open: bool = True


class StoreChanges(StoreFields):
    """What to change about a store; left out means unchanged."""

    seen: Seen = ""


class StoreIn(StoreFields):
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
    opens_at: TimeTold
    closes_at: TimeTold
    institution: str
    licence_no: str
    licence_valid_to: date | None
    licensed_departments: list[str]
    filed_projects: list[str]
    consult_stage: bool
    accepts_minors: bool
    is_open: bool


class StoreDetail(StoreOut):
    """A store, with what a change of it may take along."""

    seen: str

    @staticmethod
    def resolve_seen(store: Store) -> str:
        """Return the marks of what it says now."""
        return store_marks(store)


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


@told(ChainState, without="sealed_to")
class ChainOut(Schema):
    """Where the chain stands; `broken` is the first recent entry that does not fit."""


class WordOut(Schema):
    """The word that is used from now on."""

    word: str


class WordIn(Sent):
    """What advisors are called; empty is the common word."""

    word: Text

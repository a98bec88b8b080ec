"""Notes, records and treatments as programs see them."""

from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from hebe.api.schemas import Day, Key, LongText, Seen, Text

Medical = Annotated[LongText, Field(max_length=5000)]
Amount = Annotated[Decimal, Field(gt=0, lt=10**6, decimal_places=2, max_digits=9)]


class NoteIn(Schema):
    """An advisor's note: wishes and words, nothing medical."""

    wishes: Medical
    concerns: Medical = ""
    budget: Annotated[Text, Field(max_length=40)] = ""
    interest: Text = ""
    said: Medical = ""


class NoteOut(Schema):
    """A consult note."""

    id: int
    visit_id: int
    author: str
    wishes: str
    concerns: str
    budget: str
    interest: str
    said: str
    at: datetime

    @staticmethod
    def resolve_author(note: Any) -> str:
        """Name who wrote it."""
        name: str = note.author.name
        return name


class PlanIn(Schema):
    """One planned item and how often."""

    item_id: Key
    quantity: Annotated[int, Field(ge=1, le=100)] = 1
    note: Text = ""


class PlanOut(Schema):
    """One planned item."""

    item_id: int
    name: str
    quantity: int
    note: str


class Parts(Schema):
    """The written parts of a record."""

    complaint: Medical = ""
    history: Medical = ""
    findings: Medical = ""
    diagnosis: Medical = ""
    advice: Medical = ""


class RecordIn(Schema):
    """A draft: all parts and the plan, as they stand now."""

    parts: Parts
    plan: Annotated[list[PlanIn], Field(max_length=30)] = []
    seen: Seen = ""


class AmendParts(Schema):
    """Only the parts that change."""

    complaint: Medical | None = None
    history: Medical | None = None
    findings: Medical | None = None
    diagnosis: Medical | None = None
    advice: Medical | None = None


class AmendIn(Schema):
    """What changes, and why; a plan of null stays as it was."""

    reason: Text
    parts: AmendParts = AmendParts()
    plan: Annotated[list[PlanIn], Field(max_length=30)] | None = None
    seen: Seen = ""


class RecordOut(Schema):
    """A record as it stands."""

    id: int
    visit_id: int
    customer_id: int
    doctor_id: int
    state: str
    complaint: str
    history: str
    findings: str
    diagnosis: str
    advice: str
    plan: list[PlanOut]
    saved_at: datetime
    versions_count: int


class VersionOut(Schema):
    """A signed version; `digest` is the SHA-256 of its content."""

    number: int
    parts: Parts
    plan: list[PlanOut]
    reason: str
    signed_by: str
    signed_at: datetime
    digest: str


class RecordDetail(Schema):
    """A record with its signed versions, newest first, and what a change may take along."""

    record: RecordOut
    versions: list[VersionOut]
    seen: str


class RecordLine(Schema):
    """A record in a list: no medical text."""

    id: int
    visit_id: int
    doctor_id: int
    state: str
    saved_at: datetime


class StartIn(Schema):
    """Which paid line, by whom, where, with which device; `reason` passes a mere warning."""

    line_id: Key
    performer_id: Key
    supervisor_id: Key | None = None
    room_id: Key | None = None
    device_id: Key | None = None
    reason: Text = ""


class MaterialIn(Schema):
    """One product used, with its lot."""

    product_id: Key
    lot: Annotated[Text, Field(max_length=40)]
    quantity: Amount
    expires_on: Day | None = None


class FinishIn(Schema):
    """With what it was done, and how she took it."""

    parameters: Medical = ""
    reaction: Medical = ""
    materials: Annotated[list[MaterialIn], Field(max_length=50)] = []


class MaterialOut(Schema):
    """One product used."""

    product_id: int
    lot: str
    quantity: Decimal
    expires_on: date | None


class TreatmentOut(Schema):
    """One execution of an item; parameters and reaction only for those who read records."""

    id: int
    visit_id: int
    customer_id: int
    item_id: int
    item: str
    line_id: int
    performer_id: int
    supervisor_id: int | None
    room_id: int | None
    device_id: int | None
    state: str
    started_at: datetime
    ended_at: datetime | None
    parameters: str | None = None
    reaction: str | None = None
    materials: list[MaterialOut]


class CheckOut(Schema):
    """One condition of a treatment; state is pass, warn or stop."""

    state: str
    title: str
    text: str
    rule_id: str
    source: str

    @staticmethod
    def resolve_title(check: Any) -> str:
        """Say it in the caller's language."""
        return str(check.title)

    @staticmethod
    def resolve_text(check: Any) -> str:
        """Say it in the caller's language."""
        return str(check.text)

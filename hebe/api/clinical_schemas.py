"""Notes and records as programs see them."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from hebe.api.schemas import Key, LongText, Seen, Sent, Text

Medical = Annotated[LongText, Field(max_length=5000)]


class NoteIn(Sent):
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
    author: str = Field(alias="author.name")
    wishes: str
    concerns: str
    budget: str
    interest: str
    said: str
    at: datetime


class PlanIn(Sent):
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


class Parts(Sent):
    """The written parts of a record."""

    complaint: Medical = ""
    history: Medical = ""
    findings: Medical = ""
    diagnosis: Medical = ""
    advice: Medical = ""


class PartsOut(Schema):
    """The written parts of a record."""

    complaint: str
    history: str
    findings: str
    diagnosis: str
    advice: str


class RecordIn(Sent):
    """A draft: all parts and the plan, as they stand now."""

    parts: Parts
    plan: Annotated[list[PlanIn], Field(max_length=30)] = []
    seen: Seen = ""


class AmendParts(Sent):
    """Only the parts that change."""

    complaint: Medical | None = None
    history: Medical | None = None
    findings: Medical | None = None
    diagnosis: Medical | None = None
    advice: Medical | None = None


class AmendIn(Sent):
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
    parts: PartsOut
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

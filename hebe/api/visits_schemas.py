"""Visits, their stages and the board as programs see them."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from hebe.api.schemas import Key, Seen, Sent, Text
from hebe.api.told import told
from hebe.visits.choices import Proof, Relation
from hebe.visits.queries.times import StageTime

Going = Literal[
    "arrived", "reception", "consult", "face_consult", "cashier", "treatment", "aftercare"
]
AnyStage = Literal[Going, "left"]
What = Annotated[Text, Field(max_length=120)]


class GuardianIn(Sent):
    """Who came along with somebody under age, and what was shown for it."""

    name: Annotated[Text, Field(max_length=60)]
    relation: Relation
    identity_no: Annotated[Text, Field(max_length=40)]
    proof: Proof


class ArriveIn(Sent):
    """Who is here; with an appointment, its item is what she came for.

    `also` are further bookings of hers today; a no-show who comes after all is one too.
    """

    store_id: Key
    customer_id: Key
    appointment_id: Key | None = None
    also: Annotated[list[Key], Field(max_length=20)] = []
    purpose: What = ""
    guardian: GuardianIn | None = None


class MoveIn(Sent):
    """Where she goes. `expect` is the stage the caller saw her in."""

    stage: Going
    owner_id: Key | None = None
    room_id: Key | None = None
    expect: Literal["", AnyStage] = ""


class JoinIn(Sent):
    """A further booking of hers today."""

    appointment_id: Key


class TakeBackIn(Sent):
    """Why it is taken back."""

    reason: Annotated[Text, Field(min_length=1, max_length=200)]


class TakeMoveBackIn(TakeBackIn):
    """Why it is taken back; `expect` is the stage the caller saw her in."""

    expect: Literal["", AnyStage] = ""


class SeeOffIn(Sent):
    """Bookings of the visit that have not begun and that she comes back for today."""

    keep: Annotated[list[Key], Field(max_length=20)] = []


class StandardsIn(Sent):
    """How many minutes stages should take, by stage."""

    minutes: dict[AnyStage, Annotated[int, Field(ge=1, le=480)]]
    seen: Seen = ""


class StandardsOut(Schema):
    """How many minutes every stage should take at a store, and what a change may take along."""

    minutes: dict[str, int]
    seen: str


class VisitOut(Schema):
    """One stay at a store."""

    id: int
    store_id: int
    day: date
    number: int
    customer_id: int
    customer: str
    appointment_id: int | None
    advisor_id: int | None
    doctor_id: int | None
    purpose: str
    stage: str
    stage_since: datetime
    is_first: bool
    guardian_present: bool
    arrived_at: datetime
    left_at: datetime | None

    @staticmethod
    def resolve_customer(visit: Any) -> str:
        """Name the customer."""
        name: str = visit.customer.name
        return name


class VisitPage(Schema):
    """A page of visits."""

    rows: list[VisitOut]
    next: str


class RunOut(Schema):
    """One stage of a visit with its clock."""

    stage: str
    owner_id: int | None
    room_id: int | None
    standard_minutes: int
    started_at: datetime
    ended_at: datetime | None


class VisitDetail(Schema):
    """A visit, its stages so far, and all bookings that it is for."""

    visit: VisitOut
    stages: list[RunOut]
    appointment_ids: list[int]


class BoardCardOut(Schema):
    """One customer on the board; tone is quiet, wait or bad."""

    visit: VisitOut
    owner_id: int | None
    room_id: int | None
    minutes: int
    standard_minutes: int
    tone: str


class LaneOut(Schema):
    """One stage of the board."""

    stage: str
    cards: list[BoardCardOut]


class BoardOut(Schema):
    """The board; the same `version` means nothing has changed."""

    version: str
    lanes: list[LaneOut]


@told(StageTime)
class StageTimeOut(Schema):
    """How long a stage took on average."""

    stage: str

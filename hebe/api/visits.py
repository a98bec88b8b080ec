"""Visits: arrive, hand over, follow the board."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Router, Schema
from pydantic import Field

from hebe.api.auth import ApiRequest
from hebe.api.paging import page
from hebe.api.schemas import PROBLEMS, Cursor, Key, Limit, Text
from hebe.kernel.errors import NotFound
from hebe.tenancy.models import Store
from hebe.visits import queries, services
from hebe.visits.models import StageRun, StageStandard, Visit

router = Router(tags=["visits"])
ORDER = ("-arrived_at", "-id")
Going = Literal[
    "arrived", "reception", "consult", "face_consult", "cashier", "treatment", "aftercare"
]
AnyStage = Literal[Going, "left"]
What = Annotated[Text, Field(max_length=120)]


class ArriveIn(Schema):
    """Who is here; with an appointment, its item is what she came for."""

    store_id: Key
    customer_id: Key
    appointment_id: Key | None = None
    purpose: What = ""
    guardian_present: bool = False


class MoveIn(Schema):
    """Where she goes. `expect` is the stage the caller saw her in."""

    stage: Going
    owner_id: Key | None = None
    room_id: Key | None = None
    expect: Literal["", AnyStage] = ""


class StandardIn(Schema):
    """How many minutes a stage should take."""

    minutes: Annotated[int, Field(ge=1, le=480)]


class StandardOut(Schema):
    """A stage's standard at a store."""

    stage: str
    minutes: int


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
    """A visit and its stages so far."""

    visit: VisitOut
    stages: list[RunOut]


class CardOut(Schema):
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
    cards: list[CardOut]


class BoardOut(Schema):
    """The board; the same `version` means nothing has changed."""

    version: str
    lanes: list[LaneOut]


class StageTimeOut(Schema):
    """How long a stage took on average."""

    stage: str
    count: int
    minutes: float
    standard: float


def store_of(request: ApiRequest, store_id: int) -> Store:
    """Return one store of the caller's group that her view of visits reaches."""
    store: Store | None = Store.objects.of(request.actor).filter(pk=store_id).first()
    if store is None:
        raise NotFound
    request.actor.check("visits.view", store_id)
    return store


def detail(request: ApiRequest, visit_id: int) -> dict[str, Any]:
    """Return a visit with its stages."""
    visit = queries.get_visit(request.actor, visit_id)
    return {"visit": visit, "stages": queries.runs_of(request.actor, visit)}


@router.get("/visits", response={200: VisitPage, **PROBLEMS}, operation_id="list_visits")
def list_visits(
    request: ApiRequest,
    store_id: Key | None = None,
    customer_id: Key | None = None,
    day: date | None = None,
    is_open: bool | None = None,  # noqa: FBT001 (a query parameter)
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """List the visits within reach, newest first."""
    rows = queries.visits(request.actor).select_related("customer")
    wanted = {"store_id": store_id, "customer_id": customer_id, "day": day}
    rows = rows.filter(**{k: v for k, v in wanted.items() if v is not None})
    if is_open is not None:
        rows = rows.filter(left_at__isnull=is_open)
    found, following = page(rows, cursor, limit, ORDER)
    return {"rows": found, "next": following}


@router.get(
    "/visits/{visit_id}", response={200: VisitDetail, **PROBLEMS}, operation_id="get_visit"
)
def get_visit(request: ApiRequest, visit_id: Key) -> dict[str, Any]:
    """Return one visit with its stages."""
    return detail(request, visit_id)


@router.post("/visits", response={201: VisitOut, **PROBLEMS}, operation_id="register_arrival")
def register_arrival(request: ApiRequest, data: ArriveIn) -> tuple[int, Visit]:
    """Register an arrival, with or without an appointment."""
    return 201, services.register_arrival(request.actor, **data.model_dump())


@router.post(
    "/visits/{visit_id}/move",
    response={200: VisitDetail, **PROBLEMS},
    operation_id="move_visit",
)
def move_visit(request: ApiRequest, visit_id: Key, data: MoveIn) -> dict[str, Any]:
    """Hand her over to the next stage, person and room."""
    services.move_visit(request.actor, visit_id=visit_id, **data.model_dump())
    visit = Visit.objects.of(request.actor).select_related("customer").get(pk=visit_id)
    return {"visit": visit, "stages": queries.runs_of(request.actor, visit)}


@router.get(
    "/stores/{store_id}/board", response={200: BoardOut, **PROBLEMS}, operation_id="get_board"
)
def get_board(request: ApiRequest, store_id: Key) -> dict[str, Any]:
    """Return who is in which stage now."""
    store = store_of(request, store_id)
    lanes = [
        {"stage": lane.stage, "cards": [_card(card) for card in lane.cards]}
        for lane in queries.board(request.actor, store)
    ]
    return {"version": queries.board_version(request.actor, store), "lanes": lanes}


def _card(card: queries.Card) -> dict[str, Any]:
    run: StageRun | None = card.run
    return {
        "visit": card.visit,
        "owner_id": run.owner_id if run else None,
        "room_id": run.room_id if run else None,
        "minutes": card.minutes,
        "standard_minutes": run.standard_minutes if run else 0,
        "tone": card.tone,
    }


@router.get(
    "/stores/{store_id}/stage-times",
    response={200: list[StageTimeOut], **PROBLEMS},
    operation_id="get_stage_times",
)
def get_stage_times(
    request: ApiRequest, store_id: Key, day_from: date, day_to: date
) -> list[queries.StageTime]:
    """Return the average minutes per stage, against the standard."""
    store = store_of(request, store_id)
    return queries.stage_times(request.actor, [store.pk], day_from, day_to)


@router.put(
    "/stores/{store_id}/standards/{stage}",
    response={200: StandardOut, **PROBLEMS},
    operation_id="set_standard",
)
def set_standard(
    request: ApiRequest, store_id: Key, stage: AnyStage, data: StandardIn
) -> StageStandard:
    """Set how long a stage should take at a store, from now on."""
    return services.set_standard(
        request.actor, store_id=store_id, stage=stage, minutes=data.minutes
    )

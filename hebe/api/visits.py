"""Visits: arrive, hand over, follow the board."""

from typing import Any

from ninja import Status

from hebe.api.auth import ApiRequest
from hebe.api.paging import page
from hebe.api.routing import Router, needs
from hebe.api.schemas import Cursor, Day, Key, Limit
from hebe.api.visits_schemas import (
    ArriveIn,
    BoardOut,
    GuardianIn,
    JoinIn,
    MoveIn,
    StageTimeOut,
    StandardsIn,
    StandardsOut,
    TakeBackIn,
    TakeMoveBackIn,
    VisitDetail,
    VisitOut,
    VisitPage,
)
from hebe.tenancy.models import Store
from hebe.visits import queries, services
from hebe.visits.models import StageRun, Visit

router = Router(tags=["visits"])
ORDER = ("-arrived_at", "-id")


def store_of(request: ApiRequest, store_id: int) -> Store:
    """Return one store of the caller's group that her view of visits reaches."""
    store: Store = Store.objects.of(request.actor).one(store_id)
    request.actor.check("visits.view", store_id)
    return store


def detail(request: ApiRequest, visit_id: int) -> dict[str, Any]:
    """Return a visit with its stages."""
    return told(request, queries.get_visit(request.actor, visit_id))


def told(request: ApiRequest, visit: Visit) -> dict[str, Any]:
    """Return a visit that was acted on: who hands over the last of her own may look no more."""
    booked = queries.bookings_of(request.actor, visit)
    return {
        "visit": visit,
        "stages": queries.runs_of(request.actor, visit),
        "appointment_ids": [one.pk for one in booked],
    }


@router.get("/visits", response=VisitPage)
@needs("visits.view")
def list_visits(
    request: ApiRequest,
    store_id: Key | None = None,
    customer_id: Key | None = None,
    day: Day | None = None,
    is_open: bool | None = None,
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


@router.get("/visits/{visit_id}", response=VisitDetail)
def get_visit(request: ApiRequest, visit_id: Key) -> dict[str, Any]:
    """Return one visit with its stages."""
    return detail(request, visit_id)


@router.post("/visits", response={201: VisitOut})
def register_arrival(request: ApiRequest, data: ArriveIn) -> Status[Visit]:
    """Register an arrival, with or without an appointment."""
    wanted = data.model_dump(exclude={"guardian"})
    papers = _papers(data.guardian) if data.guardian else None
    return Status(201, services.register_arrival(request.actor, **wanted, guardian=papers))


def _papers(shown: GuardianIn) -> services.Papers:
    return services.Papers(**shown.model_dump())


@router.post("/visits/{visit_id}/move", response=VisitDetail)
def move_visit(request: ApiRequest, visit_id: Key, data: MoveIn) -> dict[str, Any]:
    """Hand her over to the next stage, person and room."""
    visit = services.move_visit(request.actor, visit_id=visit_id, **data.model_dump())
    return told(request, visit)


@router.post("/visits/{visit_id}/bookings", response=VisitDetail)
def join_booking(request: ApiRequest, visit_id: Key, data: JoinIn) -> dict[str, Any]:
    """Let a further booking of hers today join her visit."""
    appointment_id = data.appointment_id
    return told(
        request,
        services.join_booking(request.actor, visit_id=visit_id, appointment_id=appointment_id),
    )


@router.post("/visits/{visit_id}/take-back-arrival", response={204: None})
def take_back_arrival(request: ApiRequest, visit_id: Key, data: TakeBackIn) -> Status[None]:
    """Take back an arrival of today: somebody else had come. The visit is gone."""
    services.take_back_arrival(request.actor, visit_id=visit_id, reason=data.reason)
    return Status(204, None)


@router.post("/visits/{visit_id}/take-back-move", response=VisitDetail)
def take_back_move(request: ApiRequest, visit_id: Key, data: TakeMoveBackIn) -> dict[str, Any]:
    """Put her back where she was before the last hand-over of today."""
    back = services.take_back_move(request.actor, visit_id=visit_id, **data.model_dump())
    return told(request, back)


@router.post("/visits/{visit_id}/take-back-leaving", response=VisitDetail)
def take_back_leaving(request: ApiRequest, visit_id: Key, data: TakeBackIn) -> dict[str, Any]:
    """Take back that she left today; her clock runs on."""
    back = services.take_back_leaving(request.actor, visit_id=visit_id, reason=data.reason)
    return told(request, back)


@router.post("/visits/{visit_id}/guardian", response=VisitOut)
def confirm_guardian(request: ApiRequest, visit_id: Key, data: GuardianIn) -> Visit:
    """Note that a minor's guardian has come after all, and what she showed."""
    return services.confirm_guardian(request.actor, visit_id=visit_id, guardian=_papers(data))


@router.get("/stores/{store_id}/board", response=BoardOut)
@needs("visits.view")
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


@router.get("/stores/{store_id}/stage-times", response=list[StageTimeOut])
@needs("visits.view")
def get_stage_times(
    request: ApiRequest, store_id: Key, day_from: Day, day_to: Day
) -> list[queries.StageTime]:
    """Return the average minutes per stage, against the standard."""
    store = store_of(request, store_id)
    return queries.stage_times(request.actor, [store.pk], day_from, day_to)


def _standards(request: ApiRequest, store: Store) -> dict[str, Any]:
    may = request.actor.may("visits.standards", store.pk)
    return {
        "minutes": queries.standards_of(request.actor, store),
        "seen": services.standard_marks(request.actor, store) if may else "",
    }


@router.get("/stores/{store_id}/standards", response=StandardsOut)
@needs("visits.view")
def list_standards(request: ApiRequest, store_id: Key) -> dict[str, Any]:
    """Say how many minutes each stage should take at a store."""
    return _standards(request, store_of(request, store_id))


@router.patch("/stores/{store_id}/standards", response=StandardsOut)
def set_standards(request: ApiRequest, store_id: Key, data: StandardsIn) -> dict[str, Any]:
    """Set how long stages should take at a store, from now on; left out means unchanged."""
    services.set_standards(request.actor, store_id=store_id, **data.model_dump())
    return _standards(request, store_of(request, store_id))

"""Acts along the stages: hand over, leave."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.scheduling.choices import ResourceKind
from hebe.scheduling.models import Appointment, Resource
from hebe.scheduling.services import mark_done, mark_unused, unmark
from hebe.staff.models import Member
from hebe.visits import errors, rules
from hebe.visits.choices import Stage
from hebe.visits.events import CustomerLeft, StageEntered
from hebe.visits.models import StageRun, Visit, VisitBooking
from hebe.visits.queries import at_work, bookings_of, is_unused
from hebe.visits.services.standards import standard_of


def start_stage(
    actor: Actor,
    visit: Visit,
    stage: str,
    owner: Member | None,
    room: Resource | None,
    at: datetime,
) -> StageRun:
    """Keep who has her from now on, in which stage and room."""
    run: StageRun = StageRun.objects.of(actor).create(
        group_id=actor.group_id,
        visit=visit,
        stage=stage,
        owner=owner,
        room=room,
        standard_minutes=standard_of(actor, visit.store_id, stage),
        started_at=at,
    )
    return run


def locked_visit(actor: Actor, visit_id: int, permission: str) -> Visit:
    """Return an open visit within reach, locked; NotFound, NotYourStore or AlreadyLeft."""
    rows = Visit.objects.of(actor).to_act_on(actor, permission)
    visit: Visit = rows.select_related("store").locked().one(visit_id)
    actor.check(permission, visit.store_id)
    if visit.left_at is not None:
        raise errors.AlreadyLeft
    return visit


@requires("visits.move")
@transaction.atomic
def move_visit(
    actor: Actor,
    *,
    visit_id: int,
    stage: str,
    owner_id: int | None = None,
    room_id: int | None = None,
    expect: str = "",
) -> Visit:
    """Hand her over to the next stage, person and room; the running clock stops, a new starts.

    The person works at this store today. `expect` is the stage that the screen showed:
    MovedMeanwhile when she is elsewhere. The stage `left` is reached by `close_visit` only.
    """
    if stage not in Stage.values or stage == Stage.LEFT:
        raise Invalid("stage")
    visit = locked_visit(actor, visit_id, "visits.move")
    if expect and visit.stage != expect:
        raise errors.MovedMeanwhile
    owner = _taking_over(visit, owner_id)
    rooms = Resource.objects.of(actor).filter(store=visit.store, kind=ResourceKind.ROOM)
    room: Resource | None = rooms.chosen(room_id)
    running: StageRun | None = (
        StageRun.objects.of(actor).filter(visit=visit, ended_at=None).first()
    )
    if running and (running.stage, running.owner_id, running.room_id) == (
        stage, owner_id, room_id,
    ):  # fmt: skip
        raise errors.SameStage
    at = _ended(running)
    was, visit.stage = visit.stage, stage
    if stage != was:  # a hand-over within a stage does not set its clock back
        visit.stage_since = at
    visit.version += 1
    visit.save(update_fields=["stage", "stage_since", "version"])
    start_stage(actor, visit, stage, owner, room, at)
    publish(
        actor,
        StageEntered(visit.pk, visit.customer_id, visit.store_id, stage, owner_id, was),
        subject=visit,
    )
    return visit


def _taking_over(visit: Visit, owner_id: int | None) -> Member | None:
    owner = None if owner_id is None else at_work(visit, owner_id)
    if owner_id is not None and owner is None:
        raise Invalid("owner_id", _("Choose somebody who works here."))
    return owner


def _ended(running: StageRun | None) -> datetime:
    """Stop the running clock, and return when that was: now."""
    at = clock.now()
    if running:
        running.ended_at = at
        running.save(update_fields=["ended_at"])
    return at


@requires("visits.move")
@transaction.atomic
def close_visit(actor: Actor, *, visit_id: int, keep: Collection[int] = ()) -> Visit:
    """See her to the door: the visit and its appointments are over.

    A further booking that has not begun is given up, unless she comes back for it today: those
    in `keep` stand as booked again. What must be finished first (treatments, open bills) is
    checked by the acts above that call this one.
    """
    visit = locked_visit(actor, visit_id, "visits.move")
    at = clock.now()
    StageRun.objects.of(actor).filter(visit=visit, ended_at=None).update(ended_at=at)
    visit.stage, visit.stage_since, visit.left_at = Stage.LEFT, at, at
    visit.version += 1
    visit.save(update_fields=["stage", "stage_since", "left_at", "version"])
    for booked in bookings_of(actor, visit):
        _part_with(actor, visit, booked, is_kept=booked.pk in keep)
    minutes = rules.minutes_between(visit.arrived_at, at)
    publish(
        actor,
        CustomerLeft(visit.pk, visit.customer_id, visit.store_id, minutes),
        subject=visit,
    )
    return visit


def _part_with(actor: Actor, visit: Visit, booked: Appointment, *, is_kept: bool) -> None:
    is_main = booked.pk == visit.appointment_id
    if is_main or not is_unused(booked):
        mark_done(actor, appointment_id=booked.pk)
    elif is_kept:
        unmark(actor, appointment_id=booked.pk, reason=str(_("She comes back for it")))
        VisitBooking.objects.of(actor).filter(visit=visit, appointment=booked).delete()
    else:
        mark_unused(actor, appointment_id=booked.pk)

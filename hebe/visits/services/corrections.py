"""Take back what was clicked by mistake, on the same day, with a reason."""

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.services import forget_visit
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.kernel.violations import refusing
from hebe.scheduling.choices import Status
from hebe.scheduling.services import unmark
from hebe.visits import errors
from hebe.visits.choices import Stage
from hebe.visits.events import ArrivalTakenBack, DepartureTakenBack, StageTakenBack
from hebe.visits.models import StageRun, Visit
from hebe.visits.queries import bookings_of


def _todays(actor: Actor, visit_id: int, reason: str) -> Visit:
    """Return a visit of today, locked; Invalid, NotFound, NotYourStore or NotOfToday."""
    if not reason.strip():
        raise Invalid("reason", _("Say why it is taken back."))
    rows = Visit.objects.of(actor).to_act_on(actor, "visits.correct")
    visit: Visit = rows.select_related("store", "customer").locked().one(visit_id)
    actor.check("visits.correct", visit.store_id)
    if visit.day != clock.today(visit.store.timezone):
        raise errors.NotOfToday
    return visit


@requires("visits.correct")
@transaction.atomic
def take_back_arrival(actor: Actor, *, visit_id: int, reason: str) -> None:
    """Take an arrival back: somebody else had come. The visit is gone, its number stays used.

    Her bookings are to come again, her last visit and stage are what they were. Refuses
    AlreadyLeft, and StandsOn when something was done in it (an order, a note, a record).
    """
    visit = _todays(actor, visit_id, reason)
    if visit.left_at is not None:
        raise errors.AlreadyLeft
    told = ArrivalTakenBack(
        visit.pk, visit.customer_id, visit.store_id, visit.number, visit.day
    )
    publish(actor, told, subject=visit, after={"reason": reason.strip()[:200]})
    for booked in bookings_of(actor, visit):
        unmark(actor, appointment_id=booked.pk, reason=reason)
    forget_visit(
        actor, customer_id=visit.customer_id, day=visit.day, stage=visit.was_stage,
        last_visit_on=visit.was_here_on,
    )  # fmt: skip
    try:
        visit.delete()
    except ProtectedError as standing:
        raise errors.StandsOn from standing


@requires("visits.correct")
@transaction.atomic
def take_back_move(actor: Actor, *, visit_id: int, reason: str, expect: str = "") -> Visit:
    """Put her back where she was before the last hand-over; its clock runs on.

    `expect` is the stage that the screen showed. Refuses AlreadyLeft, MovedMeanwhile,
    AtTheStart.
    """
    visit = _todays(actor, visit_id, reason)
    if visit.left_at is not None:
        raise errors.AlreadyLeft
    if expect and visit.stage != expect:
        raise errors.MovedMeanwhile
    runs = list(StageRun.objects.of(actor).filter(visit=visit).order_by("started_at", "pk"))
    if len(runs) < 2:
        raise errors.AtTheStart
    was = visit.stage
    runs.pop().delete()
    _stand_in(visit, runs)
    told = StageTakenBack(visit.pk, visit.customer_id, visit.store_id, visit.stage, was)
    publish(actor, told, subject=visit, after={"reason": reason.strip()[:200]})
    return visit


@requires("visits.correct")
@transaction.atomic
def take_back_leaving(actor: Actor, *, visit_id: int, reason: str) -> Visit:
    """Take back that she left: she is where she was, her clock runs on.

    Her bookings stand as before, their time as far as it is still free. Refuses NotLeft, and
    AlreadyHere when she has come again meanwhile.
    """
    visit = _todays(actor, visit_id, reason)
    if visit.left_at is None:
        raise errors.NotLeft
    runs = list(StageRun.objects.of(actor).filter(visit=visit).order_by("started_at", "pk"))
    visit.left_at = None
    with refusing({"one_open_visit_per_customer": errors.AlreadyHere()}):
        _stand_in(visit, runs)
    for booked in bookings_of(actor, visit):
        if booked.status in {Status.DONE, Status.CANCELLED}:
            unmark(actor, appointment_id=booked.pk, reason=reason)
    told = DepartureTakenBack(visit.pk, visit.customer_id, visit.store_id, visit.stage)
    publish(actor, told, subject=visit, after={"reason": reason.strip()[:200]})
    return visit


def _stand_in(visit: Visit, runs: list[StageRun]) -> None:
    """Let the last of these stages run on; its clock began with the first of its row."""
    last = runs[-1]
    last.ended_at = None
    last.save(update_fields=["ended_at"])
    since = last.started_at
    for run in reversed(runs):
        if run.stage != last.stage:
            break
        since = run.started_at
    visit.stage, visit.stage_since = Stage(last.stage), since
    visit.version += 1
    visit.save(update_fields=["stage", "stage_since", "left_at", "version"])

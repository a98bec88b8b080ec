"""Visits one by one, and what usually comes next."""

from django.db.models import Prefetch

from hebe.access.actor import Actor, requires
from hebe.kernel import clock
from hebe.staff.models import Member
from hebe.staff.queries import members_at
from hebe.tenancy.models import GroupQuerySet, Store
from hebe.visits import rules
from hebe.visits.choices import STANDARD_MINUTES, Stage
from hebe.visits.models import Guardian, StageRun, StageStandard, Visit
from hebe.visits.queries.guests import WITH_DOCTOR, with_guests

PEOPLE = ("customer", "advisor", "doctor", "appointment__item", "appointment__room")
WITH_ADVISOR = (Stage.RECEPTION, Stage.CONSULT, Stage.AFTERCARE)


def guardian_is_here(visit: Visit) -> bool:
    """Say whether a minor's guardian came today; who came on an earlier day has gone."""
    if not visit.guardian_present:
        return False
    start, end = clock.day_bounds(clock.today(visit.store.timezone), visit.store.timezone)
    return Guardian.objects.of(visit).filter(visit=visit, at__gte=start, at__lt=end).exists()


def with_run(rows: GroupQuerySet, actor: Actor) -> GroupQuerySet:
    """Return visits with their people and, in `running`, the stage whose clock runs."""
    running = StageRun.objects.of(actor).filter(ended_at=None).select_related("owner", "room")
    rows = rows.select_related(*PEOPLE)
    return rows.prefetch_related(Prefetch("runs", queryset=running, to_attr="running"))


@requires("visits.view")
def visits(actor: Actor) -> GroupQuerySet:
    """Return the visits that the actor's right reaches."""
    rows: GroupQuerySet = Visit.objects.reached(actor, "visits.view")
    return rows


@requires("visits.view")
def get_visit(actor: Actor, visit_id: int) -> Visit:
    """Return one visit with its people; NotFound when it is not the actor's to see.

    While a customer is here, her visits elsewhere are: to read, not to act on.
    """
    known = ("home_store", "channel", "advisor", "doctor", "carer")
    rows = Visit.objects.of(actor).filter(with_guests(actor, "visits.view", Visit))
    rows = with_run(rows.select_related("store"), actor)
    rows = rows.select_related(*(f"customer__{k}" for k in known))
    found: Visit = rows.prefetch_related("customer__tags__tag").one(visit_id)
    return found


@requires("visits.view")
def guardian_of(actor: Actor, visit: Visit) -> Guardian | None:
    """Return who came along with a minor, or None."""
    found: Guardian | None = Guardian.objects.of(actor).filter(visit=visit).first()
    return found


@requires("visits.view")
def runs_of(actor: Actor, visit: Visit) -> list[StageRun]:
    """Return a visit's stages in order, with people and rooms."""
    rows = StageRun.objects.of(actor).filter(visit=visit).select_related("owner", "room")
    return list(rows.order_by("started_at", "pk"))


@requires("visits.view")
def of_customer(actor: Actor, customer_id: int, *, limit: int = 20) -> list[Visit]:
    """Return a customer's visits, newest first."""
    within = with_guests(actor, "visits.view", Visit)
    rows = Visit.objects.of(actor).filter(within, customer_id=customer_id)
    rows = rows.select_related("store", "advisor", "doctor")
    return list(rows.order_by("-arrived_at")[:limit])


def standards_of(actor: Actor, store: Store) -> dict[str, int]:
    """Return how many minutes each stage should take at a store; one query."""
    rows = StageStandard.objects.of(actor).filter(store=store)
    own = dict(rows.values_list("stage", "minutes"))
    return {stage.value: own.get(stage.value, STANDARD_MINUTES[stage]) for stage in Stage}


def stages_at(store: Store) -> list[Stage]:
    """Return a store's stages in their usual order, departure last."""
    return [Stage(name) for name in rules.stages_of(consult_stage=store.consult_stage)]


def usual_next(visit: Visit) -> Stage:
    """Return the stage that usually follows; `left` when she may go."""
    return Stage(rules.next_stage(visit.stage, consult_stage=visit.store.consult_stage))


def usual_owner_id(visit: Visit, stage: str) -> int | None:
    """Return who usually takes over in a stage: her advisor or doctor, if at work there."""
    usual = visit.advisor_id if stage in WITH_ADVISOR else None
    usual = visit.doctor_id if stage in WITH_DOCTOR else usual
    found = None if usual is None else at_work(visit, usual)
    return found.pk if found else None


def at_work(visit: Visit, member_id: int) -> Member | None:
    """Return somebody who works at the visit's store today, or None."""
    today = clock.today(visit.store.timezone)
    found: Member | None = members_at(visit, visit.store, today).filter(pk=member_id).first()
    return found


def usual_room_id(visit: Visit, stage: str) -> int | None:
    """Return the room that was booked for the treatment."""
    booked = visit.appointment
    return booked.room_id if booked is not None and stage == Stage.TREATMENT else None


@requires("visits.view")
def loads(actor: Actor, store: Store) -> tuple[dict[int, int], set[int]]:
    """Return how many customers each person has with her now, and which rooms are in use."""
    actor.check("visits.view", store.pk)
    rows = StageRun.objects.of(actor).filter(
        visit__store=store, visit__left_at=None, ended_at=None
    )
    held: dict[int, int] = {}
    rooms = set()
    for owner_id, room_id in rows.values_list("owner_id", "room_id"):
        if owner_id:
            held[owner_id] = held.get(owner_id, 0) + 1
        if room_id:
            rooms.add(room_id)
    return held, rooms

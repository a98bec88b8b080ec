"""Reads about visits: the board, stage times."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Avg,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Max,
    Prefetch,
    Q,
    QuerySet,
)

from hebe.access.actor import Actor, requires
from hebe.kernel import clock
from hebe.kernel.errors import NotFound
from hebe.tenancy.models import Store
from hebe.visits import rules
from hebe.visits.choices import Stage
from hebe.visits.models import StageRun, Visit

OWN = "advisor__user_id doctor__user_id"


@dataclass(frozen=True, slots=True)
class Card:
    """One customer on the board."""

    visit: Visit
    run: StageRun | None
    minutes: int
    tone: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One stage of the board."""

    stage: Stage
    cards: list[Card]

    @property
    def late(self) -> int:
        """Return how many are over the standard."""
        return sum(card.tone != "quiet" for card in self.cards)


def _with_run(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    running = StageRun.objects.of(actor).filter(ended_at=None).select_related("owner", "room")
    return rows.select_related(
        "customer", "advisor", "doctor", "store", "appointment__item"
    ).prefetch_related(Prefetch("runs", queryset=running, to_attr="running"))


@requires("visits.view")
def visits(actor: Actor) -> QuerySet[Any]:
    """Return the visits that the actor's right reaches."""
    return Visit.objects.of(actor).filter(actor.scope("visits.view", own=OWN))


@requires("visits.view")
def get_visit(actor: Actor, visit_id: int) -> Visit:
    """Return one visit with its people; NotFound when it is not the actor's to see."""
    found: Visit | None = _with_run(visits(actor), actor).filter(pk=visit_id).first()
    if found is None:
        raise NotFound
    return found


@requires("visits.view")
def in_store(actor: Actor, store: Store) -> list[Card]:
    """Return who is in the store now, by number; two queries."""
    rows = Visit.objects.of(actor).filter(store=store, left_at=None)
    return [card_of(visit) for visit in _with_run(rows, actor).order_by("day", "number")]


def card_of(visit: Visit) -> Card:
    """Return a visit as the board shows it; needs the prefetched running stage."""
    running: list[StageRun] = getattr(visit, "running", [])
    run = running[0] if running else None
    minutes = rules.minutes_between(visit.stage_since, clock.now())
    return Card(visit, run, minutes, rules.tone_of(minutes, run.standard_minutes if run else 0))


@requires("visits.view")
def board(actor: Actor, store: Store) -> list[Lane]:
    """Return the board: a lane per stage, and today's departures last."""
    today = clock.today(store.timezone)
    here = in_store(actor, store)
    gone = Visit.objects.of(actor).filter(store=store, day=today).exclude(left_at=None)
    left = [card_of(v) for v in _with_run(gone, actor).order_by("-left_at")[:20]]
    lanes = []
    for name in rules.stages_of(consult_stage=store.consult_stage):
        cards = left if name == Stage.LEFT else [c for c in here if c.visit.stage == name]
        lanes.append(Lane(Stage(name), cards))
    return lanes


@requires("visits.view")
def board_version(actor: Actor, store: Store) -> str:
    """Return a short text that changes whenever the store's board does; one query."""
    today = clock.today(store.timezone)
    rows = Visit.objects.of(actor).filter(Q(left_at=None) | Q(day=today), store=store)
    found = rows.aggregate(n=Count("pk"), last=Max("stage_since"), left=Max("left_at"))
    stamp = found["last"].timestamp() if found["last"] else 0
    return f"{found['n']}-{stamp:.3f}"


@requires("visits.view")
def runs_of(actor: Actor, visit: Visit) -> list[StageRun]:
    """Return a visit's stages in order, with people and rooms."""
    rows = StageRun.objects.of(actor).filter(visit=visit).select_related("owner", "room")
    return list(rows.order_by("started_at", "pk"))


@requires("visits.view")
def of_customer(actor: Actor, customer_id: int, *, limit: int = 20) -> list[Visit]:
    """Return a customer's visits, newest first."""
    rows = Visit.objects.of(actor).filter(customer_id=customer_id)
    rows = rows.select_related("store", "advisor", "doctor")
    return list(rows.order_by("-arrived_at")[:limit])


@requires("visits.view")
def open_from_before(actor: Actor, store: Store, day: date) -> list[Visit]:
    """Return visits of earlier days that nobody closed (BEY-08)."""
    rows = Visit.objects.of(actor).filter(store=store, left_at=None, day__lt=day)
    return list(rows.select_related("customer").order_by("day", "number"))


@dataclass(frozen=True, slots=True)
class StageTime:
    """How long a stage took on average, against its standard."""

    stage: Stage
    count: int
    minutes: float
    standard: float


@requires("visits.view")
def stage_times(actor: Actor, stores: list[int], since: date, until: date) -> list[StageTime]:
    """Return the average minutes per stage of visits from `since` to `until`, both included."""
    took = ExpressionWrapper(F("ended_at") - F("started_at"), output_field=DurationField())
    rows = (
        StageRun.objects.of(actor)
        .filter(visit__store_id__in=stores, visit__day__range=(since, until))
        .exclude(ended_at=None)
        .values("stage")
        .annotate(n=Count("pk"), took=Avg(took), standard=Avg("standard_minutes"))
    )
    found = {row["stage"]: row for row in rows}
    return [
        StageTime(
            Stage(name), found[name]["n"], found[name]["took"].total_seconds() / 60,
            float(found[name]["standard"]),
        )
        for name in rules.ORDER
        if name in found
    ]  # fmt: skip

"""The live board: who is in which stage now, for how long, and what to know about her."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Q, Sum, prefetch_related_objects

from hebe.access.actor import Actor, requires
from hebe.access.ready import ready
from hebe.customers.queries import Alert, alerts
from hebe.kernel import clock
from hebe.tenancy.models import GroupQuerySet, Store
from hebe.visits import rules
from hebe.visits.choices import Stage
from hebe.visits.models import StageRun, Visit
from hebe.visits.queries.visits import PEOPLE, standards_of

SHOWN = frozenset({"allergy", "minor", "debt", "birthday", "parking"})
LEFT_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Card:
    """One customer on the board; `taken_room` is the booked room somebody else is still in."""

    visit: Visit
    run: StageRun | None
    minutes: int
    tone: str
    alerts: list[Alert] = field(default_factory=list)
    taken_room: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """One stage of the board and its standard minutes."""

    stage: Stage
    cards: list[Card]
    standard: int = 0

    @property
    def late(self) -> int:
        """Return how many are over the standard."""
        return sum(card.tone != "quiet" for card in self.cards)


@requires("visits.view")
def in_store(actor: Actor, store: Store) -> list[Card]:
    """Return who is in the store now within reach, by number; two queries."""
    actor.check("visits.view", store.pk)
    return [card_of(visit) for visit in _with_clocks(actor, store, _here(actor, store.pk))]


@ready("visits.view")
def _here(actor: Actor, store_id: int) -> GroupQuerySet:
    rows = _of_store(actor, store_id).filter(left_at=None).select_related(*PEOPLE)
    return rows.order_by("day", "number")


@ready("visits.view")
def _gone(actor: Actor, store_id: int, day: date) -> GroupQuerySet:
    rows = _of_store(actor, store_id).filter(day=day).exclude(left_at=None)
    return rows.select_related(*PEOPLE).order_by("-left_at")[:LEFT_SHOWN]


@ready()
def _clocks(actor: Actor, store_id: int) -> GroupQuerySet:
    """Return the stages whose clock runs at a store."""
    rows = StageRun.objects.of(actor).filter(visit__store_id=store_id, visit__left_at=None)
    return rows.filter(ended_at=None).select_related("owner", "room")


def _of_store(actor: Actor, store_id: int) -> GroupQuerySet:
    return Visit.objects.reached(actor, "visits.view").filter(store_id=store_id)


def _with_clocks(actor: Actor, store: Store, rows: GroupQuerySet) -> list[Visit]:
    """Return visits of a store; `running` holds the stage whose clock runs, if one does."""
    found = list(rows.knowing(store))
    clocks = {run.visit_id: run for run in _clocks(actor, store.pk)} if found else {}
    for visit in found:
        visit.running = [clocks[visit.pk]] if visit.pk in clocks else []
    return found


def _shown(actor: Actor, store: Store) -> tuple[list[Visit], list[Visit]]:
    """Return who is here, by number, and who left today, the last first."""
    here = _with_clocks(actor, store, _here(actor, store.pk))
    gone = list(_gone(actor, store.pk, clock.today(store.timezone)).knowing(store))
    prefetch_related_objects([*here, *gone], "customer__opening")
    return here, gone


def card_of(visit: Visit, known: Iterable[Alert] = (), taken_room: str = "") -> Card:
    """Return a visit as the board shows it; needs the prefetched running stage."""
    running: list[StageRun] = getattr(visit, "running", [])
    run = running[0] if running else None
    minutes = rules.minutes_between(visit.stage_since, visit.left_at or clock.now())
    tone = rules.tone_of(minutes, run.standard_minutes if run else 0)
    return Card(visit, run, minutes, tone, list(known), taken_room)


def _told(actor: Actor, visit: Visit) -> list[Alert]:
    known = alerts(actor, visit.customer, at=[visit.store_id])
    return [alert for alert in known if alert.kind in SHOWN]


def _taken_rooms(here: list[Visit]) -> dict[int, tuple[int, str]]:
    """Return which rooms are in use: room key to (visit key, name)."""
    runs = [(visit, run) for visit in here for run in getattr(visit, "running", [])]
    return {
        run.room_id: (visit.pk, run.room.name)
        for visit, run in runs
        if run.room is not None and run.stage == Stage.TREATMENT
    }


def _waited_for(visit: Visit, taken: dict[int, tuple[int, str]]) -> str:
    room_id = visit.appointment.room_id if visit.appointment else None
    user, name = taken.get(room_id or 0, (visit.pk, ""))
    return name if user != visit.pk and visit.stage != Stage.TREATMENT else ""


@requires("visits.view")
def board(actor: Actor, store: Store) -> list[Lane]:
    """Return the board within reach: a lane per stage, departures last; constant queries."""
    actor.check("visits.view", store.pk)
    here, gone = _shown(actor, store)
    taken = _taken_rooms(here)
    cards = [card_of(v, _told(actor, v), _waited_for(v, taken)) for v in here]
    left = [card_of(visit) for visit in gone]
    standards = standards_of(actor, store)
    return [
        Lane(Stage(name), left if name == Stage.LEFT else _in(cards, name), standards[name])
        for name in _shown_stages(store, here)
    ]


def _in(cards: list[Card], stage: str) -> list[Card]:
    return [card for card in cards if card.visit.stage == stage]


def _shown_stages(store: Store, here: list[Visit]) -> Iterable[str]:
    """A consult stage that was left out still shows whoever is in it."""
    consulting = any(visit.stage == Stage.CONSULT for visit in here)
    return rules.stages_of(consult_stage=store.consult_stage or consulting)


@requires("visits.view")
def board_version(actor: Actor, store: Store) -> str:
    """Return a short text that changes whenever the store's board does; one query.

    Every change raises its visit's version, so the sum misses none of them, in whatever
    order transactions end.
    """
    actor.check("visits.view", store.pk)
    today = clock.today(store.timezone)
    rows = Visit.objects.of(actor).filter(Q(left_at=None) | Q(day=today), store=store)
    found: dict[str, Any] = rows.aggregate(n=Count("pk"), changes=Sum("version"))
    return f"{today:%Y%m%d}-{found['n']}-{found['changes'] or 0}"


@requires("visits.view")
def open_from_before(actor: Actor, store: Store, day: date) -> list[Visit]:
    """Return visits of earlier days that nobody closed (BEY-08)."""
    return list(_open_before(actor, store.pk, day).knowing(store))


@ready("visits.view")
def _open_before(actor: Actor, store_id: int, day: date) -> GroupQuerySet:
    rows = _of_store(actor, store_id).filter(left_at=None, day__lt=day)
    return rows.select_related("customer").order_by("day", "number")

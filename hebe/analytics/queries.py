"""The numbers of a stretch of days, by person, store and group.

Each row is credited to one person at one store: a deal to the order's advisor (else its
doctor), money to the order it paid, a consult to the note's author (else the doctor), a
treatment to its performer, a booking and an arrival to the advisor (else the doctor). So
persons add up to the store and stores to the group, always.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hebe.access.actor import Actor, requires
from hebe.analytics.models import UnitWeights
from hebe.analytics.rules import Weights, activity_units, average_fen
from hebe.billing.choices import State
from hebe.billing.models import Order
from hebe.clinical.choices import TreatmentState
from hebe.clinical.models import ConsultNote, RecordVersion, Treatment
from hebe.kernel import clock
from hebe.payments.models import Tender
from hebe.scheduling.choices import Status
from hebe.scheduling.models import Appointment
from hebe.staff.models import Member
from hebe.tenancy.models import Store
from hebe.visits.models import Visit

FIELDS = ("bookings", "arrivals", "deals", "deal_fen", "revenue", "consults", "treatments")


@dataclass(slots=True)
class Row:
    """The counts of one person, store or group; money in fen."""

    name: str
    key: int | None = None
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(FIELDS, 0))
    weights: Weights = field(default_factory=Weights)

    def add(self, other: "Row") -> None:
        """Add another row's counts."""
        for name in FIELDS:
            self.counts[name] += other.counts[name]

    def value(self, metric: str) -> int:
        """Return a metric of the row."""
        if metric == "average":
            return average_fen(self.counts["deal_fen"], self.counts["deals"])
        if metric == "units":
            counts = self.counts
            return activity_units(
                counts["deals"], counts["consults"], counts["treatments"], self.weights
            )
        return self.counts[metric]


@dataclass(frozen=True, slots=True)
class Table:
    """The group with its stores and their people."""

    since: date
    until: date
    total: Row
    stores: list[tuple[Row, list[Row]]]


Credit = tuple[int, int | None]


def stores_in_reach(actor: Actor) -> list[Store]:
    """Return the stores whose numbers the actor may see."""
    grant = actor.grants["analytics.view"]
    rows = Store.objects.of(actor).order_by("pk")
    return list(rows if grant.stores is None else rows.filter(pk__in=grant.stores))


def weights_on(actor: Actor, day: date) -> Weights:
    """Return the weights in force on a day; 1 each when none was ever set."""
    row: UnitWeights | None = (
        UnitWeights.objects.of(actor)
        .filter(valid_from__lte=day)
        .order_by("-valid_from")
        .first()
    )
    return Weights(row.deal, row.consult, row.treatment) if row else Weights()


def _own(actor: Actor) -> int | None:
    """Return the staff key that an own-rows reader is narrowed to."""
    if not actor.grants["analytics.view"].own:
        return None
    found = Member.objects.of(actor).filter(user_id=actor.user_id or 0).first()
    return found.pk if found else 0


def _bookings(
    actor: Actor, stores: list[Store], since: date, until: date
) -> Iterator[tuple[Credit, str, int]]:
    for store in stores:
        start, _end = clock.day_bounds(since, store.timezone)
        _start, end = clock.day_bounds(until, store.timezone)
        rows = Appointment.objects.of(actor).filter(
            store=store, starts_at__gte=start, starts_at__lt=end
        )
        for advisor, doctor in rows.exclude(status=Status.CANCELLED).values_list(
            "advisor_id", "doctor_id"
        ):
            yield (store.pk, advisor or doctor), "bookings", 1


def _arrivals(
    actor: Actor, keys: list[int], since: date, until: date
) -> Iterator[tuple[Credit, str, int]]:
    rows = Visit.objects.of(actor).filter(store_id__in=keys, day__range=(since, until))
    for store, advisor, doctor in rows.values_list("store_id", "advisor_id", "doctor_id"):
        yield (store, advisor or doctor), "arrivals", 1


def _deals(
    actor: Actor, stores: list[Store], since: date, until: date
) -> Iterator[tuple[Credit, str, int]]:
    for store in stores:
        start, _end = clock.day_bounds(since, store.timezone)
        _start, end = clock.day_bounds(until, store.timezone)
        rows = Order.objects.of(actor).filter(
            store=store, state=State.PAID, paid_at__gte=start, paid_at__lt=end
        )
        for advisor, doctor, total in rows.values_list("advisor_id", "doctor_id", "total_fen"):
            credit = (store.pk, advisor or doctor)
            yield credit, "deals", 1
            yield credit, "deal_fen", total


def _money(
    actor: Actor, keys: list[int], since: date, until: date
) -> Iterator[tuple[Credit, str, int]]:
    rows = Tender.objects.of(actor).filter(store_id__in=keys, day__range=(since, until))
    for store, advisor, doctor, amount in rows.values_list(
        "store_id", "order__advisor_id", "order__doctor_id", "amount_fen"
    ):
        yield (store, advisor or doctor), "revenue", amount


def _consults(
    actor: Actor, keys: list[int], since: date, until: date
) -> Iterator[tuple[Credit, str, int]]:
    """Count each visit once: its first note's author, else the doctor who signed."""
    visits = {"visit__store_id__in": keys, "visit__day__range": (since, until)}
    notes = ConsultNote.objects.of(actor).filter(**visits).order_by("at", "pk")
    credited: dict[int, Credit] = {}
    for visit, store, author in notes.values_list("visit_id", "visit__store_id", "author_id"):
        credited.setdefault(visit, (store, author))
    signed = RecordVersion.objects.of(actor).filter(
        number=1, **{f"record__{path}": value for path, value in visits.items()}
    )
    for visit, store, doctor in signed.values_list(
        "record__visit_id", "record__visit__store_id", "signed_by_id"
    ):
        credited.setdefault(visit, (store, doctor))
    for credit in credited.values():
        yield credit, "consults", 1


def _treatments(
    actor: Actor, keys: list[int], since: date, until: date
) -> Iterator[tuple[Credit, str, int]]:
    rows = Treatment.objects.of(actor).filter(
        store_id__in=keys, day__range=(since, until), state=TreatmentState.DONE
    )
    for store, performer in rows.values_list("store_id", "performer_id"):
        yield (store, performer), "treatments", 1


@requires("analytics.view")
def numbers(actor: Actor, since: date, until: date) -> Table:
    """Return every count from `since` to `until` (both included), as far as the actor sees."""
    stores = stores_in_reach(actor)
    keys = [store.pk for store in stores]
    found: dict[Credit, dict[str, int]] = defaultdict(lambda: dict.fromkeys(FIELDS, 0))
    for source in (
        _bookings(actor, stores, since, until), _arrivals(actor, keys, since, until),
        _deals(actor, stores, since, until), _money(actor, keys, since, until),
        _consults(actor, keys, since, until), _treatments(actor, keys, since, until),
    ):  # fmt: skip
        for credit, name, amount in source:
            found[credit][name] += amount
    only = _own(actor)
    if only is not None:
        found = defaultdict(dict, {c: v for c, v in found.items() if c[1] == only})
    return _summed(actor, stores, found, since, until)


def _summed(
    actor: Actor,
    stores: Iterable[Store],
    found: dict[Credit, dict[str, int]],
    since: date,
    until: date,
) -> Table:
    weights = weights_on(actor, until)
    people = {key for _store, key in found if key is not None}
    names = dict(Member.objects.of(actor).filter(pk__in=people).values_list("pk", "name"))
    total = Row("", weights=weights)
    told = []
    for store in stores:
        row = Row(store.name, store.pk, weights=weights)
        persons = [
            Row(names.get(key or 0, ""), key, dict(counts), weights)
            for (place, key), counts in found.items()
            if place == store.pk
        ]
        persons.sort(key=lambda p: (-p.value("units"), p.name))
        for person in persons:
            row.add(person)
        total.add(row)
        told.append((row, persons))
    return Table(since, until, total, told)


def drill(actor: Actor, metric: str, store_id: int, since: date, until: date) -> Any:
    """Return the rows behind a number of one store, newest first (200 at most)."""
    actor.check("analytics.view", store_id)
    store = next(s for s in stores_in_reach(actor) if s.pk == store_id)
    start, _end = clock.day_bounds(since, store.timezone)
    _start, end = clock.day_bounds(until, store.timezone)
    if metric == "bookings":
        rows: Any = Appointment.objects.of(actor).filter(
            store=store, starts_at__gte=start, starts_at__lt=end
        )
        rows = rows.exclude(status=Status.CANCELLED).select_related("customer", "item")
        return [(r.starts_at, r.customer.name, r.item.name, None) for r in rows[:200]]
    if metric in {"deals", "average"}:
        rows = Order.objects.of(actor).filter(
            store=store, state=State.PAID, paid_at__gte=start, paid_at__lt=end
        )
        rows = rows.select_related("customer").order_by("-paid_at")
        return [(r.paid_at, r.customer.name, r.number, r.total_fen) for r in rows[:200]]
    if metric == "revenue":
        rows = Tender.objects.of(actor).filter(store=store, day__range=(since, until))
        rows = rows.select_related("order__customer").order_by("-received_at")
        return [
            (r.received_at, r.order.customer.name, r.get_method_display(), r.amount_fen)
            for r in rows[:200]
        ]
    if metric == "treatments":
        rows = Treatment.objects.of(actor).filter(
            store=store, day__range=(since, until), state=TreatmentState.DONE
        )
        rows = rows.select_related("customer", "item").order_by("-started_at")
        return [(r.started_at, r.customer.name, r.item.name, None) for r in rows[:200]]
    rows = Visit.objects.of(actor).filter(store=store, day__range=(since, until))
    rows = rows.select_related("customer").order_by("-arrived_at")
    return [(r.arrived_at, r.customer.name, r.purpose, None) for r in rows[:200]]

"""The numbers of a stretch of days, by person, store and group."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet

from hebe.access.actor import Actor, requires
from hebe.access.queries import stores_in_reach
from hebe.access.ready import ready
from hebe.analytics.models import UnitWeights
from hebe.analytics.queries.credits import SOURCES, Credit, Span, counted
from hebe.analytics.rules import Weights, activity_units, average_fen
from hebe.staff.models import Member
from hebe.tenancy.models import Store

Found = dict[Credit, dict[str, int]]
FIELDS = ("bookings", "arrivals", "deals", "deal_fen", "revenue", "consults", "treatments")


def _nothing() -> dict[str, int]:
    return dict.fromkeys(FIELDS, 0)


@dataclass(slots=True)
class Row:
    """The counts of one person, store or group; money in fen."""

    name: str
    key: int | None = None
    counts: dict[str, int] = field(default_factory=_nothing)
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
    """The group with its stores and their people; `before` are the days before, if wanted."""

    since: date
    until: date
    total: Row
    before: Row
    stores: list[tuple[Row, list[Row]]]


def weights_on(actor: Actor, day: date) -> Weights:
    """Return the weights in force on a day; 1 each when none was ever set."""
    row = next(iter(_in_force(actor, day)), None)
    return Weights(row.deal, row.consult, row.treatment) if row else Weights()


@ready()
def _in_force(actor: Actor, day: date) -> QuerySet[Any]:
    return UnitWeights.objects.of(actor).filter(valid_from__lte=day).order_by("-valid_from")[:1]


def own_members(actor: Actor) -> frozenset[int] | None:
    """Return the staff keys that an own-rows reader is narrowed to, save at her whole stores.

    Hers, and her team's where her right reaches it; None where she sees everybody's.
    """
    if not actor.grants["analytics.view"].own:
        return None
    people = actor.people("analytics.view")
    rows = Member.objects.of(actor).filter(user_id__in=sorted(people))
    return frozenset(rows.values_list("pk", flat=True))


@requires("analytics.view")
def numbers(
    actor: Actor,
    since: date,
    until: date,
    *,
    store_id: int | None = None,
    first: date | None = None,
) -> Table:
    """Return every count from `since` to `until` (both included), as far as the actor sees.

    From `first` on, what was before `since` is summed up beside them.
    """
    stores = _stores(actor, store_id)
    span = Span.at(stores, since, until, first)
    return _summed(actor, stores, span, _found(actor, span, SOURCES))


@requires("analytics.view")
def totals(
    actor: Actor,
    since: date,
    until: date,
    *,
    store_id: int | None = None,
    sources: Iterable[str] = SOURCES,
) -> Row:
    """Return the sum of `numbers` alone; `sources` names what is wanted, the rest stays 0."""
    span = Span.at(_stores(actor, store_id), since, until)
    return _sum_of(_found(actor, span, sources)[True], weights_on(actor, until))


def _stores(actor: Actor, store_id: int | None) -> list[Store]:
    reached = stores_in_reach(actor, "analytics.view")
    return [store for store in reached if store_id in {None, store.pk}]


def _found(actor: Actor, span: Span, sources: Iterable[str]) -> dict[bool, Found]:
    """Return what was counted in the span's days (True) and before them (False)."""
    found: dict[bool, Found] = {is_now: defaultdict(_nothing) for is_now in (True, False)}
    for is_now, credit, name, amount in counted(actor, span, sources):
        found[is_now][credit][name] += amount
    only = own_members(actor)
    if only is None:
        return found
    whole = actor.grants["analytics.view"].whole
    return {
        is_now: {c: counts for c, counts in these.items() if c[1] in only or c[0] in whole}
        for is_now, these in found.items()
    }


def _sum_of(found: Found, weights: Weights) -> Row:
    row = Row("", weights=weights)
    for counts in found.values():
        row.add(Row("", counts=counts))
    return row


def _summed(
    actor: Actor, stores: Iterable[Store], span: Span, found: dict[bool, Found]
) -> Table:
    weights = weights_on(actor, span.until)
    people = {key for _store, key in found[True] if key is not None}
    names = dict(Member.objects.of(actor).filter(pk__in=people).values_list("pk", "name"))
    at_store: dict[int, list[Row]] = defaultdict(list)
    for (place, key), counts in found[True].items():
        at_store[place].append(Row(names.get(key or 0, ""), key, counts, weights))
    total = Row("", weights=weights)
    told = []
    for store in stores:
        row = Row(store.name, store.pk, weights=weights)
        persons = sorted(at_store[store.pk], key=lambda p: (-p.value("units"), p.name))
        for person in persons:
            row.add(person)
        total.add(row)
        told.append((row, persons))
    return Table(span.since, span.until, total, _sum_of(found[False], weights), told)

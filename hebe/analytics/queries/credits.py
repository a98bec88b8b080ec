"""What counts, and whose it is: sums of a stretch of days by store and person.

Each row is credited to one person at one store: a deal to the order's advisor (else its
doctor), money to the order it paid, a consult to the note's author (else the doctor), a
treatment to its performer, a booking and an arrival to the advisor (else the doctor). So
persons add up to the store and stores to the group, always.

All sources are one query, however many stores and rows there are; the same rows are what
a number leads to (`drill`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, Self

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
)
from django.db.models.functions import Coalesce

from hebe.billing.choices import State
from hebe.billing.models import Order
from hebe.clinical.choices import TreatmentState
from hebe.clinical.models import ConsultNote, RecordVersion, Treatment
from hebe.kernel import clock
from hebe.kernel.lookups import Among
from hebe.kernel.ready import asking, whole_text
from hebe.payments.models import Tender
from hebe.scheduling.choices import Status
from hebe.scheduling.models import Appointment
from hebe.tenancy.models import Group, HasGroup, Store
from hebe.visits.models import Visit

Credit = tuple[int, int | None]
Counted = Iterator[tuple[bool, Credit, str, int]]


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `since` to `until`, both included, at some stores: their keys and zones.

    `first` is earlier than `since` where the days before are wanted beside them.
    """

    places: tuple[tuple[int, str], ...]
    since: date
    until: date
    first: date | None = None

    @classmethod
    def at(
        cls, stores: Iterable[Store], since: date, until: date, first: date | None = None
    ) -> Self:
        """Return the days at these stores, each by its own clock."""
        return cls(tuple((store.pk, store.timezone) for store in stores), since, until, first)

    def moments(self, field: str) -> Q:
        """Return the rows whose moment lies within the days, each store by its own clock."""
        within = Q(pk__in=())
        for zone, keys in self._by_zone().items():
            start, _end = clock.day_bounds(self.first or self.since, zone)
            _start, end = clock.day_bounds(self.until, zone)
            within |= Q(_at(keys), **{f"{field}__gte": start, f"{field}__lt": end})
        return within

    def days(self) -> Q:
        """Return the rows whose store and day lie within."""
        keys = [key for key, _zone in self.places]
        return Q(_at(keys), day__range=(self.first or self.since, self.until))

    def now(self, field: str) -> Q:
        """Return, of the rows within, those of `since` and later, by a day or a moment."""
        if not field:
            return Q(day__gte=self.since)
        within = Q(pk__in=())
        zones = self._by_zone()
        for zone, keys in zones.items():
            start, _end = clock.day_bounds(self.since, zone)
            here = Q(_at(keys)) if len(zones) > 1 else Q()
            within |= here & Q(**{f"{field}__gte": start})
        return within

    def _by_zone(self) -> dict[str, list[int]]:
        by_zone: dict[str, list[int]] = defaultdict(list)
        for key, zone in self.places:
            by_zone[zone].append(key)
        return by_zone


def _at(stores: Sequence[int]) -> Among:
    return Among(F("store_id"), stores)


def bookings(whose: HasGroup, span: Span) -> Any:
    """Return the appointments that were not cancelled."""
    rows = Appointment.objects.of(whose).filter(span.moments("starts_at"))
    rows = rows.exclude(status=Status.CANCELLED)
    return rows.annotate(person=Coalesce("advisor_id", "doctor_id"))


def arrivals(whose: HasGroup, span: Span) -> Any:
    """Return the visits."""
    rows = Visit.objects.of(whose).filter(span.days())
    return rows.annotate(person=Coalesce("advisor_id", "doctor_id"))


def deals(whose: HasGroup, span: Span) -> Any:
    """Return the orders that were paid in full then."""
    rows = Order.objects.of(whose).filter(span.moments("paid_at"), state=State.PAID)
    return rows.annotate(person=Coalesce("advisor_id", "doctor_id"))


def money(whose: HasGroup, span: Span) -> Any:
    """Return what was received; what was given back is negative."""
    rows = Tender.objects.of(whose).filter(span.days())
    return rows.annotate(person=Coalesce("order__advisor_id", "order__doctor_id"))


def consults(whose: HasGroup, span: Span) -> Any:
    """Return the visits: whose first note it is, else the doctor's who signed, else nobody's.

    A visit of nobody's was not consulted.
    """
    of_visit = ConsultNote.objects.of(whose).filter(visit=OuterRef("pk")).order_by("at", "pk")
    of_record = RecordVersion.objects.of(whose).filter(record__visit=OuterRef("pk"), number=1)
    person = Coalesce(
        Subquery(of_visit.values("author_id")[:1]),
        Subquery(of_record.values("signed_by_id")[:1]),
    )
    return Visit.objects.of(whose).filter(span.days()).annotate(person=person)


def treatments(whose: HasGroup, span: Span) -> Any:
    """Return the treatments that were finished."""
    rows = Treatment.objects.of(whose).filter(span.days(), state=TreatmentState.DONE)
    return rows.annotate(person=F("performer_id"))


@dataclass(frozen=True, slots=True)
class Source:
    """What is counted under a name.

    Where a row's day is that of a moment, `moment` is its column; where money counts,
    `column` is its column and `total` the sum's name. A row of nobody's may not count.
    """

    key: str
    rows: Callable[[HasGroup, Span], QuerySet[Any]]
    moment: str = ""
    column: str = ""
    total: str = ""
    counts_nobody: bool = True


SOURCES = {
    source.key: source
    for source in (
        Source("bookings", bookings, "starts_at"),
        Source("arrivals", arrivals),
        Source("deals", deals, "paid_at", "total_fen", "deal_fen"),
        Source("revenue", money, "", "amount_fen", "revenue"),
        Source("consults", consults, counts_nobody=False),
        Source("treatments", treatments),
    )
}


def counted(whose: HasGroup, span: Span, sources: Iterable[str] = SOURCES) -> Counted:
    """Yield what was counted: in the span's days or before, whose, what, how much.

    Amounts are pieces, or fen. One query, however many sources.
    """
    text = _statement(whose.group_id, span, tuple(sources))
    with asking() as cursor:
        cursor.execute(text)
        found = cursor.fetchall()
    for key, is_now, store, who, number, fen in found:
        source, credit = SOURCES[key], (store, who)
        if who is None and not source.counts_nobody:
            continue
        if source.column:
            yield is_now, credit, source.total, int(fen)
        if source.key != source.total:
            yield is_now, credit, source.key, number


@lru_cache(maxsize=256)
def _statement(group_id: int, span: Span, sources: tuple[str, ...]) -> str:
    """Return the query for these sources.

    It is the same all day for everybody who asks for the same stores: put together once, since
    that takes longer than asking it.
    """
    parts: list[str] = []
    values: list[Any] = []
    for source in map(SOURCES.__getitem__, sources):
        sql, its = _sums(source, Group(pk=group_id), span).query.sql_with_params()
        parts.append(f"SELECT '{source.key}', * FROM ({sql}) found")  # noqa: S608 - all ours
        values += its
    return whole_text(" UNION ALL ".join(parts), values)


def _sums(source: Source, whose: HasGroup, span: Span) -> QuerySet[Any]:
    now = ExpressionWrapper(span.now(source.moment), BooleanField())
    rows: QuerySet[Any] = source.rows(whose, span).order_by().annotate(now=now)
    fen = Sum(source.column) if source.column else Value(0)
    sums: QuerySet[Any] = rows.values("now", "store_id", "person").annotate(
        number=Count("pk"), fen=fen
    )
    return sums.values_list("now", "store_id", "person", "number", "fen")

"""What counts, and whose it is: sums of a stretch of days by store and person.

Each row is credited to one person at one store: a deal to the order's advisor (else its
doctor), money to the order it paid, a consult to the note's author (else the doctor), a
treatment to its performer, a booking and an arrival to the advisor (else the doctor). So
persons add up to the store and stores to the group, always.

Every source is one query, however many stores and rows there are; the same rows are what
a number leads to (`drill`).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

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
)
from django.db.models.functions import Coalesce

from hebe.access.actor import Actor
from hebe.billing.choices import State
from hebe.billing.models import Order
from hebe.clinical.choices import TreatmentState
from hebe.clinical.models import ConsultNote, RecordVersion, Treatment
from hebe.kernel import clock
from hebe.kernel.lookups import Among
from hebe.payments.models import Tender
from hebe.scheduling.choices import Status
from hebe.scheduling.models import Appointment
from hebe.tenancy.models import Store
from hebe.visits.models import Visit

Credit = tuple[int, int | None]
Counted = Iterator[tuple[bool, Credit, str, int]]


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `since` to `until`, both included, at some stores.

    `first` is earlier than `since` where the days before are wanted beside them.
    """

    stores: Sequence[Store]
    since: date
    until: date
    first: date | None = None

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
        keys = [store.pk for store in self.stores]
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
        for store in self.stores:
            by_zone[store.timezone].append(store.pk)
        return by_zone


def _at(stores: Sequence[int]) -> Among:
    return Among(F("store_id"), stores)


def bookings(actor: Actor, span: Span) -> Any:
    """Return the appointments that were not cancelled."""
    rows = Appointment.objects.of(actor).filter(span.moments("starts_at"))
    rows = rows.exclude(status=Status.CANCELLED)
    return rows.annotate(person=Coalesce("advisor_id", "doctor_id"))


def arrivals(actor: Actor, span: Span) -> Any:
    """Return the visits."""
    rows = Visit.objects.of(actor).filter(span.days())
    return rows.annotate(person=Coalesce("advisor_id", "doctor_id"))


def deals(actor: Actor, span: Span) -> Any:
    """Return the orders that were paid in full then."""
    rows = Order.objects.of(actor).filter(span.moments("paid_at"), state=State.PAID)
    return rows.annotate(person=Coalesce("advisor_id", "doctor_id"))


def money(actor: Actor, span: Span) -> Any:
    """Return what was received; what was given back is negative."""
    rows = Tender.objects.of(actor).filter(span.days())
    return rows.annotate(person=Coalesce("order__advisor_id", "order__doctor_id"))


def consults(actor: Actor, span: Span) -> Any:
    """Return the visits: whose first note it is, else the doctor's who signed, else nobody's.

    A visit of nobody's was not consulted.
    """
    of_visit = ConsultNote.objects.of(actor).filter(visit=OuterRef("pk")).order_by("at", "pk")
    of_record = RecordVersion.objects.of(actor).filter(record__visit=OuterRef("pk"), number=1)
    person = Coalesce(
        Subquery(of_visit.values("author_id")[:1]),
        Subquery(of_record.values("signed_by_id")[:1]),
    )
    return Visit.objects.of(actor).filter(span.days()).annotate(person=person)


def treatments(actor: Actor, span: Span) -> Any:
    """Return the treatments that were finished."""
    rows = Treatment.objects.of(actor).filter(span.days(), state=TreatmentState.DONE)
    return rows.annotate(person=F("performer_id"))


@dataclass(frozen=True, slots=True)
class Source:
    """What is counted under a name.

    Where a row's day is that of a moment, `moment` is its column; where money counts,
    `column` is its column and `total` the sum's name. A row of nobody's may not count.
    """

    key: str
    rows: Callable[[Actor, Span], QuerySet[Any]]
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


def counted(actor: Actor, span: Span, sources: Iterable[str] = SOURCES) -> Counted:
    """Yield what was counted: in the span's days or before, whose, what, how much.

    Amounts are pieces, or fen.
    """
    for source in map(SOURCES.__getitem__, sources):
        now = ExpressionWrapper(span.now(source.moment), BooleanField())
        rows = source.rows(actor, span).order_by().annotate(now=now)
        sums = {"number": Count("pk")} | ({"fen": Sum(source.column)} if source.column else {})
        for row in rows.values("now", "store_id", "person").annotate(**sums):
            credit = row["store_id"], row["person"]
            if row["person"] is None and not source.counts_nobody:
                continue
            if source.column:
                yield row["now"], credit, source.total, row["fen"]
            if source.key != source.total:
                yield row["now"], credit, source.key, row["number"]

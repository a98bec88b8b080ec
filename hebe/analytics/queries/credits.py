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

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from hebe.access.actor import Actor
from hebe.billing.choices import State
from hebe.billing.models import Order
from hebe.clinical.choices import TreatmentState
from hebe.clinical.models import ConsultNote, RecordVersion, Treatment
from hebe.kernel import clock
from hebe.payments.models import Tender
from hebe.scheduling.choices import Status
from hebe.scheduling.models import Appointment
from hebe.tenancy.models import Store
from hebe.visits.models import Visit

Credit = tuple[int, int | None]
Counted = Iterator[tuple[Credit, str, int]]


@dataclass(frozen=True, slots=True)
class Span:
    """The days from `since` to `until`, both included, at some stores."""

    stores: Sequence[Store]
    since: date
    until: date

    def moments(self, field: str) -> Q:
        """Return the rows whose moment lies within the days, each store by its own clock."""
        by_zone: dict[str, list[int]] = defaultdict(list)
        for store in self.stores:
            by_zone[store.timezone].append(store.pk)
        within = Q(pk__in=())
        for zone, keys in by_zone.items():
            start, _end = clock.day_bounds(self.since, zone)
            _start, end = clock.day_bounds(self.until, zone)
            within |= Q(store_id__in=keys, **{f"{field}__gte": start, f"{field}__lt": end})
        return within

    def days(self) -> Q:
        """Return the rows whose store and day lie within."""
        keys = [store.pk for store in self.stores]
        return Q(store_id__in=keys, day__range=(self.since, self.until))


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
    """Return each consulted visit once: its first note's author, else the doctor who signed."""
    of_visit = ConsultNote.objects.of(actor).filter(visit=OuterRef("pk")).order_by("at", "pk")
    of_record = RecordVersion.objects.of(actor).filter(record__visit=OuterRef("pk"), number=1)
    person = Coalesce(
        Subquery(of_visit.values("author_id")[:1]),
        Subquery(of_record.values("signed_by_id")[:1]),
    )
    rows = Visit.objects.of(actor).filter(span.days()).annotate(person=person)
    return rows.filter(person__isnull=False)


def treatments(actor: Actor, span: Span) -> Any:
    """Return the treatments that were finished."""
    rows = Treatment.objects.of(actor).filter(span.days(), state=TreatmentState.DONE)
    return rows.annotate(person=F("performer_id"))


@dataclass(frozen=True, slots=True)
class Source:
    """What is counted under a name; where money counts, its column and the sum's name."""

    key: str
    rows: Callable[[Actor, Span], QuerySet[Any]]
    column: str = ""
    total: str = ""


SOURCES = {
    source.key: source
    for source in (
        Source("bookings", bookings),
        Source("arrivals", arrivals),
        Source("deals", deals, "total_fen", "deal_fen"),
        Source("revenue", money, "amount_fen", "revenue"),
        Source("consults", consults),
        Source("treatments", treatments),
    )
}


def counted(actor: Actor, span: Span, sources: Iterable[str] = SOURCES) -> Counted:
    """Yield what was counted: whose, of what kind, how much (pieces, or fen)."""
    for source in map(SOURCES.__getitem__, sources):
        rows = source.rows(actor, span).order_by().values_list("store_id", "person")
        if not source.column:
            for store, who, number in rows.annotate(number=Count("pk")):
                yield (store, who), source.key, number
            continue
        for store, who, number, fen in rows.annotate(
            number=Count("pk"), fen=Sum(source.column)
        ):
            yield (store, who), source.total, fen
            if source.key != source.total:
                yield (store, who), source.key, number

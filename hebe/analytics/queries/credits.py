"""What counts, and whose it is: sums of a stretch of days by store and person.

Each row is credited to one person at one store: a deal to the order's advisor (else its
doctor), money to the order it paid, a consult to the note's author (else the doctor), a
treatment to its performer, a booking and an arrival to the advisor (else the doctor). So
persons add up to the store and stores to the group, always.

Every source is one query, however many stores and rows there are (consults: two).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
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

    def days(self, path: str = "") -> Q:
        """Return the rows whose store and day, found along a path, lie within."""
        keys = [store.pk for store in self.stores]
        range_ = (self.since, self.until)
        return Q(**{f"{path}store_id__in": keys, f"{path}day__range": range_})


def counted(actor: Actor, span: Span) -> Counted:
    """Yield what was counted: whose, of what kind, how much (pieces, or fen)."""
    for source in (bookings, arrivals, deals, money, consults, treatments):
        yield from source(actor, span)


def _by_person(rows: QuerySet[Any], person: Any, **sums: Any) -> QuerySet[Any]:
    grouped = rows.order_by().annotate(person=person).values_list("store_id", "person")
    return grouped.annotate(**sums)


def bookings(actor: Actor, span: Span) -> Counted:
    """Count appointments that were not cancelled."""
    rows = Appointment.objects.of(actor).filter(span.moments("starts_at"))
    rows = rows.exclude(status=Status.CANCELLED)
    person = Coalesce("advisor_id", "doctor_id")
    for store, who, number in _by_person(rows, person, number=Count("pk")):
        yield (store, who), "bookings", number


def arrivals(actor: Actor, span: Span) -> Counted:
    """Count visits."""
    rows = Visit.objects.of(actor).filter(span.days())
    person = Coalesce("advisor_id", "doctor_id")
    for store, who, number in _by_person(rows, person, number=Count("pk")):
        yield (store, who), "arrivals", number


def deals(actor: Actor, span: Span) -> Counted:
    """Count orders when they are paid in full, and what they came to."""
    rows = Order.objects.of(actor).filter(span.moments("paid_at"), state=State.PAID)
    sums = {"number": Count("pk"), "fen": Sum("total_fen")}
    person = Coalesce("advisor_id", "doctor_id")
    for store, who, number, fen in _by_person(rows, person, **sums):
        yield (store, who), "deals", number
        yield (store, who), "deal_fen", fen


def money(actor: Actor, span: Span) -> Counted:
    """Sum what was received; what was given back is negative."""
    rows = Tender.objects.of(actor).filter(span.days())
    person = Coalesce("order__advisor_id", "order__doctor_id")
    for store, who, fen in _by_person(rows, person, fen=Sum("amount_fen")):
        yield (store, who), "revenue", fen


def consults(actor: Actor, span: Span) -> Counted:
    """Count each visit once: its first note's author, else the doctor who signed."""
    notes = ConsultNote.objects.of(actor).filter(span.days("visit__")).order_by("at", "pk")
    credited: dict[int, Credit] = {}
    for visit, store, author in notes.values_list("visit_id", "visit__store_id", "author_id"):
        credited.setdefault(visit, (store, author))
    signed = RecordVersion.objects.of(actor).filter(span.days("record__visit__"), number=1)
    for visit, store, doctor in signed.values_list(
        "record__visit_id", "record__visit__store_id", "signed_by_id"
    ):
        credited.setdefault(visit, (store, doctor))
    for credit in credited.values():
        yield credit, "consults", 1


def treatments(actor: Actor, span: Span) -> Counted:
    """Count treatments that were finished."""
    rows = Treatment.objects.of(actor).filter(span.days(), state=TreatmentState.DONE)
    for store, who, number in (
        rows.order_by().values_list("store_id", "performer_id").annotate(number=Count("pk"))
    ):
        yield (store, who), "treatments", number

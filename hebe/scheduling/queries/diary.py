"""Which appointments there are."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import Count, F, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import TruncDate

from hebe.access.actor import Actor, requires
from hebe.access.ready import ready
from hebe.kernel import clock
from hebe.scheduling import rules
from hebe.scheduling.choices import HOLDS_THE_SLOT, TO_COME, Status
from hebe.scheduling.hours import diary_bounds
from hebe.scheduling.models import Appointment, Change, Resource, ResourceClaim
from hebe.staff.models import Member
from hebe.tenancy.models import GroupQuerySet, HasGroup, Store

RELATED = ("customer", "item", "doctor", "advisor", "room", "device")


def store_of(actor: Actor, store_id: int | None) -> Store:
    """Return a store the actor's diary right reaches (default: where she works)."""
    wanted = store_id or actor.store_id
    store: Store = Store.objects.of(actor).one(wanted or 0)
    actor.check("scheduling.view", store.pk)
    return store


@requires("scheduling.view")
def appointments(actor: Actor) -> GroupQuerySet:
    """Return the appointments that the actor's right reaches, with all they refer to."""
    return _bare(actor).select_related(*RELATED, "store")


def _bare(actor: Actor) -> GroupQuerySet:
    return Appointment.objects.reached(actor, "scheduling.view")


PARTS = ("claims__member", "claims__resource")


def with_parts(rows: Iterable[Appointment]) -> list[Appointment]:
    """Return these appointments with whose and what time they take; three queries at most."""
    found = list(rows)
    prefetch_related_objects(found, *PARTS)
    return found


@requires("scheduling.view")
def get_appointment(actor: Actor, appointment_id: int) -> Appointment:
    """Return one appointment; NotFound when it is not the actor's to see."""
    found: Appointment = appointments(actor).one(appointment_id)
    return with_parts([found])[0]


@requires("scheduling.view")
def changes_of(actor: Actor, appointment: Appointment) -> QuerySet[Any]:
    """Return who moved, confirmed, cancelled or closed an appointment, newest first."""
    return Change.objects.of(actor).filter(appointment=appointment).order_by("-at", "-pk")


@requires("scheduling.view")
def day_list(actor: Actor, store: Store, day: date) -> QuerySet[Any]:
    """Return a store's appointments of one day, earliest first, cancelled ones included."""
    return days_list(actor, store, day, 1)


@requires("scheduling.view")
def days_list(
    actor: Actor, store: Store, first: date, days: int, *, member_id: int | None = None
) -> QuerySet[Any]:
    """Return the appointments of some days, of everybody or of one person."""
    rows: GroupQuerySet = _of_days(actor, store.pk, *_bounds(store, first, days), member_id)
    return rows.knowing(store)


@ready("scheduling.view")
def _of_days(
    actor: Actor, store_id: int, start: datetime, end: datetime, member_id: int | None
) -> GroupQuerySet:
    rows = _bare(actor).filter(store_id=store_id, starts_at__gte=start, starts_at__lt=end)
    rows = rows.filter(_with_person(actor, member_id)).select_related(*RELATED)
    return rows.order_by("starts_at", "pk")


def _bounds(store: Store, first: date, days: int) -> tuple[datetime, datetime]:
    return diary_bounds(store, first, days)


def _with_person(whose: HasGroup, member_id: int | None) -> Q:
    """Return those that a person takes part in, however briefly."""
    if member_id is None:
        return Q()
    claims = ResourceClaim.objects.of(whose).filter(member_id=member_id)
    return Q(pk__in=claims.values("appointment_id"))


@requires("scheduling.view")
def day_load(
    actor: Actor, store: Store, first: date, days: int, *, member_id: int | None = None
) -> dict[date, int]:
    """Return how many appointments each of some days holds, of all whom one sees or of one.

    Days are those of the store's diary.
    """
    start, end = _bounds(store, first, days)
    rows = _bare(actor).filter(store=store, starts_at__gte=start, starts_at__lt=end)
    rows = rows.filter(_with_person(actor, member_id), status__in=HOLDS_THE_SLOT)
    late = rules.spills_over(store.opens_at, store.closes_at)
    day = TruncDate(F("starts_at") - late, tzinfo=ZoneInfo(store.timezone))
    counted = rows.values(day=day).annotate(n=Count("pk")).order_by("day")
    return {row["day"]: row["n"] for row in counted}


@requires("scheduling.view")
def of_customer(actor: Actor, customer_id: int, *, limit: int = 20) -> list[Appointment]:
    """Return those of a customer's appointments that the right reaches, newest first."""
    rows = appointments(actor).filter(customer_id=customer_id)
    return list(rows.order_by("-starts_at", "-pk")[:limit])


@requires("scheduling.view")
def open_from_before(actor: Actor, store: Store, day: date) -> QuerySet[Any]:
    """Return the bookings of earlier days that nobody closed (BEY-08)."""
    start, _end = clock.day_bounds(day, store.timezone)
    return _left_open(actor, store.pk, start).select_related(*RELATED, "store")


@requires("scheduling.view")
def newest_left_open(actor: Actor, store: Store, day: date, most: int) -> QuerySet[Any]:
    """Return the newest `most` of them, with customer, item and doctor."""
    start, _end = clock.day_bounds(day, store.timezone)
    rows: QuerySet[Any] = _newest_left_open(actor, store.pk, start, most)
    return rows


@ready("scheduling.view")
def _newest_left_open(actor: Actor, store_id: int, start: datetime, most: int) -> GroupQuerySet:
    rows = _left_open(actor, store_id, start).select_related("customer", "item", "doctor")
    return rows[:most]


def _left_open(actor: Actor, store_id: int, start: datetime) -> GroupQuerySet:
    rows = _bare(actor).filter(store_id=store_id, starts_at__lt=start, status__in=TO_COME)
    return rows.order_by("-starts_at", "-pk")


@requires("scheduling.view")
def affected_by_absence(
    actor: Actor, member: Member, starts_at: datetime, ends_at: datetime
) -> list[Appointment]:
    """Return the open bookings that need a person in a stretch of time (APT-11)."""
    rows = appointments(actor).filter(
        _with_person(actor, member.pk),
        starts_at__lt=ends_at,
        ends_at__gt=starts_at,
        status__in=TO_COME,
    )

    def is_there(claim: ResourceClaim) -> bool:
        met = claim.starts_at < ends_at and starts_at < claim.ends_at
        return met and claim.member_id == member.pk

    found = with_parts(rows.order_by("starts_at", "pk"))
    return [row for row in found if any(is_there(part) for part in row.parts)]


@requires("scheduling.view")
def resources(actor: Actor, store: Store, *, active_only: bool = False) -> QuerySet[Any]:
    """Return a store's rooms and devices."""
    actor.check("scheduling.view", store.pk)
    rows = Resource.objects.of(actor).filter(store=store).order_by("-kind", "type", "name")
    return rows.filter(is_active=True) if active_only else rows


@requires("scheduling.view")
def get_resource(actor: Actor, resource_id: int) -> Resource:
    """Return one room or device; NotFound beyond the actor's stores."""
    found: Resource = Resource.objects.reached(actor, "scheduling.view").one(resource_id)
    return found


def counts_by_status(rows: Iterable[Appointment]) -> dict[str, int]:
    """Return how many of these appointments stand where."""
    counts = dict.fromkeys(Status.values, 0)
    for row in rows:
        counts[row.status] += 1
    return counts

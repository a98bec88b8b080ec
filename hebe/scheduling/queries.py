"""Questions one may ask the diary."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from hebe.access.actor import Actor, requires
from hebe.catalog.models import Item
from hebe.kernel import clock
from hebe.kernel.errors import NotFound
from hebe.scheduling import rules
from hebe.scheduling.choices import HOLDS_THE_SLOT, TO_COME, ClaimKind, ResourceKind, Status
from hebe.scheduling.models import Appointment, Resource, ResourceClaim
from hebe.staff.choices import Post
from hebe.staff.models import Member, Shift, StoreMember
from hebe.staff.queries import doctors_for
from hebe.tenancy.models import Store

RELATED = ("customer", "item", "doctor", "advisor", "room", "device", "store")
OWN = "doctor__user_id advisor__user_id customer__advisor__user_id"


def store_of(actor: Actor, store_id: int | None) -> Store:
    """Return a store the actor's diary right reaches (default: where she works)."""
    wanted = store_id or actor.store_id
    store: Store | None = Store.objects.of(actor).filter(pk=wanted or 0).first()
    if store is None:
        raise NotFound
    actor.check("scheduling.view", store.pk)
    return store


@requires("scheduling.view")
def appointments(actor: Actor) -> QuerySet[Any]:
    """Return the appointments that the actor's right reaches, with all they refer to."""
    return (
        Appointment.objects.of(actor)
        .filter(actor.scope("scheduling.view", own=OWN))
        .select_related(*RELATED)
    )


@requires("scheduling.view")
def get_appointment(actor: Actor, appointment_id: int) -> Appointment:
    """Return one appointment; NotFound when it is not the actor's to see."""
    found: Appointment | None = appointments(actor).filter(pk=appointment_id).first()
    if found is None:
        raise NotFound
    return found


@requires("scheduling.view")
def day_list(actor: Actor, store: Store, day: date) -> QuerySet[Any]:
    """Return a store's appointments of one day, earliest first, cancelled ones included."""
    start, end = clock.day_bounds(day, store.timezone)
    return (
        appointments(actor)
        .filter(store=store, starts_at__gte=start, starts_at__lt=end)
        .order_by("starts_at", "pk")
    )


@requires("scheduling.view")
def of_customer(actor: Actor, customer_id: int, *, limit: int = 20) -> list[Appointment]:
    """Return a customer's appointments, newest first."""
    rows = Appointment.objects.of(actor).filter(customer_id=customer_id)
    return list(rows.select_related(*RELATED).order_by("-starts_at", "-pk")[:limit])


@requires("scheduling.view")
def open_from_before(actor: Actor, store: Store, day: date) -> QuerySet[Any]:
    """Return the bookings of earlier days that nobody closed (BEY-08)."""
    start, _end = clock.day_bounds(day, store.timezone)
    rows = appointments(actor).filter(store=store, starts_at__lt=start, status__in=TO_COME)
    return rows.order_by("-starts_at", "-pk")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the day: a person, room or device, and when it cannot be booked."""

    key: str
    name: str
    sub: str
    off: list[tuple[datetime, datetime]] = field(default_factory=list)
    closed: list[tuple[datetime, datetime, str, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class DayBoard:
    """The calendar of one day by doctor, room or device."""

    store: Store
    day: date
    by: str
    opens_at: datetime
    closes_at: datetime
    columns: list[Column]
    appointments: list[Appointment]


@requires("scheduling.view")
def day_board(actor: Actor, store: Store, day: date, by: str = "doctor") -> DayBoard:
    """Return the columns and bookings of one day; `by` is doctor, room or device."""
    opens = clock.at(day, store.opens_at, store.timezone)
    closes = clock.at(day, store.closes_at, store.timezone)
    rows = [a for a in day_list(actor, store, day) if a.status in HOLDS_THE_SLOT]
    maker = _doctor_columns if by == "doctor" else _resource_columns
    columns = maker(actor, store, day, by, opens, closes)
    return DayBoard(store, day, by, opens, closes, columns, rows)


def _doctor_columns(
    actor: Actor, store: Store, day: date, _by: str, opens: datetime, closes: datetime
) -> list[Column]:
    here = StoreMember.objects.of(actor).filter(store=store).values("member_id")
    doctors = (
        Member.objects.of(actor)
        .filter(pk__in=here, post=Post.DOCTOR)
        .exclude(left_on__lt=day)
        .order_by("name_key", "pk")
    )
    shifts: dict[int, list[tuple[datetime, datetime]]] = {}
    for shift in Shift.objects.of(actor).filter(store=store, day=day).order_by("starts_at"):
        shifts.setdefault(shift.member_id, []).append((shift.starts_at, shift.ends_at))
    closed = _closed(actor, opens, closes)
    return [
        Column(
            f"doctor-{m.pk}",
            m.name,
            m.title,
            gaps(shifts.get(m.pk, []), opens, closes),
            closed.get((ClaimKind.MEMBER, m.pk), []),
        )
        for m in doctors
    ]


def _resource_columns(
    actor: Actor, store: Store, _day: date, by: str, opens: datetime, closes: datetime
) -> list[Column]:
    kind = ResourceKind.DEVICE if by == "device" else ResourceKind.ROOM
    rows = Resource.objects.of(actor).filter(store=store, kind=kind, is_active=True)
    closed = _closed(actor, opens, closes)
    return [
        Column(f"{by}-{r.pk}", r.name, "", [], closed.get((ClaimKind.RESOURCE, r.pk), []))
        for r in rows.order_by("type", "name")
    ]


def _closed(
    actor: Actor, opens: datetime, closes: datetime
) -> dict[tuple[int, int], list[tuple[datetime, datetime, str, int]]]:
    found: dict[tuple[int, int], list[tuple[datetime, datetime, str, int]]] = {}
    for claim in ResourceClaim.objects.of(actor).filter(appointment=None):
        start, end = rules.moment_of(claim.span.lower), rules.moment_of(claim.span.upper)
        if start < closes and end > opens:
            key = (claim.kind, claim.member_id or claim.resource_id or 0)
            found.setdefault(key, []).append((start, end, claim.reason, claim.pk))
    return found


def gaps(
    spans: list[tuple[datetime, datetime]], opens: datetime, closes: datetime
) -> list[tuple[datetime, datetime]]:
    """Return the stretches between `opens` and `closes` that no span covers."""
    free, at = [], opens
    for start, end in sorted(spans):
        if start > at:
            free.append((at, min(start, closes)))
        at = max(at, end)
    if at < closes:
        free.append((at, closes))
    return free


FREE = """
WITH people AS (
  SELECT s.member_id, range_agg(tstzrange(s.starts_at, s.ends_at)) AS works
  FROM staff_shift s
  WHERE s.store_id = %(store)s AND s.day = %(day)s AND s.member_id = ANY(%(members)s)
  GROUP BY s.member_id
), steps AS (
  SELECT p.member_id, t AS starts_at, t + %(length)s AS ends_at
  FROM people p,
       generate_series(%(opens)s::timestamptz, %(closes)s::timestamptz - %(length)s, %(step)s) t
  WHERE t >= %(now)s AND p.works @> tstzrange(t, t + %(length)s)
), minutes AS (
  SELECT *, (extract(epoch FROM starts_at - %(epoch)s) / 60)::bigint AS first,
            (extract(epoch FROM ends_at - %(epoch)s) / 60)::bigint AS last FROM steps
), open_people AS (
  SELECT m.* FROM minutes m WHERE NOT EXISTS (
    SELECT 1 FROM resource_claim c
    WHERE c.span && int8range((1::bigint << 59) + (m.member_id << 26) + m.first,
                              (1::bigint << 59) + (m.member_id << 26) + m.last))
)
SELECT o.member_id, o.starts_at FROM open_people o
WHERE (%(room)s = '' OR EXISTS (
    SELECT 1 FROM scheduling_resource r
    WHERE r.store_id = %(store)s AND r.kind = 'room' AND r.type = %(room)s AND r.is_active
      AND NOT EXISTS (SELECT 1 FROM resource_claim c WHERE c.span && int8range(
        (2::bigint << 59) + (r.id << 26) + o.first,
        (2::bigint << 59) + (r.id << 26) + o.last + %(turn)s))))
  AND (%(device)s = '' OR EXISTS (
    SELECT 1 FROM scheduling_resource r
    WHERE r.store_id = %(store)s AND r.kind = 'device' AND r.type = %(device)s AND r.is_active
      AND NOT EXISTS (SELECT 1 FROM resource_claim c WHERE c.span && int8range(
        (2::bigint << 59) + (r.id << 26) + o.first,
        (2::bigint << 59) + (r.id << 26) + o.last + %(turn)s))))
ORDER BY o.starts_at, o.member_id LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that can be booked now, and with whom."""

    starts_at: datetime
    member: Member


@requires("scheduling.view")
def free_slots(
    actor: Actor,
    store: Store,
    item: Item,
    day: date,
    *,
    doctor_id: int | None = None,
    step_minutes: int = 15,
    limit: int = 200,
) -> list[Slot]:
    """Return the bookable times of a day for an item: person, room and device all free.

    One statement; shifts are aggregated into multiranges.
    """
    people = {m.pk: m for m in _performers(actor, store, item, day)}
    wanted = [pk for pk in people if doctor_id in {None, pk}]
    parameters = {
        "store": store.pk,
        "day": day,
        "members": wanted,
        "length": timedelta(minutes=item.duration_minutes),
        "step": timedelta(minutes=step_minutes),
        "opens": clock.at(day, store.opens_at, store.timezone),
        "closes": clock.at(day, store.closes_at, store.timezone),
        "now": clock.now(),
        "epoch": rules.EPOCH,
        "room": item.room_type,
        "device": item.device_type,
        "turn": item.turnaround_minutes,
        "limit": limit,
    }
    with connection.cursor() as cursor:
        cursor.execute(FREE, parameters)
        found = cursor.fetchall()
    return [Slot(starts_at, people[member_id]) for member_id, starts_at in found]


def _performers(actor: Actor, store: Store, item: Item, day: date) -> list[Member]:
    if item.needs_doctor:
        return doctors_for(actor, item, store, day)
    here = StoreMember.objects.of(actor).filter(store=store).values("member_id")
    posts = (Post.NURSE, Post.ADVISOR)
    rows = Member.objects.of(actor).filter(pk__in=here, post__in=posts).exclude(left_on__lt=day)
    return list(rows.order_by("name_key", "pk"))


@requires("scheduling.view")
def affected_by_absence(actor: Actor, member: Member, day: date) -> list[Appointment]:
    """Return the open bookings that need a person on a day (APT-11)."""
    start, end = clock.day_bounds(day, actor.zone)
    rows = appointments(actor).filter(
        starts_at__gte=start, starts_at__lt=end, status__in=TO_COME
    )
    mine = [a for a in rows.order_by("starts_at") if member.pk in {a.doctor_id, a.advisor_id}]
    return mine


@requires("scheduling.view")
def resources(actor: Actor, store: Store) -> QuerySet[Any]:
    """Return a store's rooms and devices."""
    return Resource.objects.of(actor).filter(store=store).order_by("kind", "type", "name")


def counts_by_status(rows: list[Appointment]) -> dict[str, int]:
    """Return how many of these appointments stand where."""
    counts = dict.fromkeys(Status.values, 0)
    for row in rows:
        counts[row.status] += 1
    return counts

"""Free times: when person, room, device and customer can all be had."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection

from hebe.access.actor import Actor, requires
from hebe.catalog.models import Item
from hebe.kernel import clock
from hebe.scheduling import rules
from hebe.scheduling.choices import ClaimKind, ResourceKind
from hebe.scheduling.models import Appointment, Resource
from hebe.staff.choices import Post
from hebe.staff.models import Member
from hebe.staff.queries import doctors_for, members_at
from hebe.tenancy.models import Store

FREE = """
WITH busy AS MATERIALIZED (
  SELECT kind, key, range_agg(minutes) AS minutes
  FROM diary_taken(%(kinds)s::int[], %(keys)s::bigint[], %(opens)s, %(closes)s, %(besides)s)
  GROUP BY kind, key
), works AS (
  SELECT member_id AS key, range_agg(int8range(
    (extract(epoch FROM starts_at - %(epoch)s) / 60)::bigint,
    (extract(epoch FROM ends_at - %(epoch)s) / 60)::bigint)) AS minutes
  FROM staff_shift
  WHERE store_id = %(store)s AND day = %(day)s AND member_id = ANY(%(people)s::bigint[])
  GROUP BY member_id
), people AS MATERIALIZED (
  SELECT w.key, w.minutes - coalesce(b.minutes, '{}') AS free
  FROM works w LEFT JOIN busy b ON b.kind = 1 AND b.key = w.key
), steps AS (
  SELECT t AS first, int8range(t, t + %(length)s) AS span,
         int8range(t, t + %(length)s + %(turn)s) AS until_cleared
  FROM generate_series(%(opens)s, %(shuts)s - %(length)s, %(step)s) t WHERE t >= %(now)s
)
SELECT p.key, s.first FROM steps s JOIN people p ON p.free @> s.span
WHERE p.key = ANY(%(performers)s::bigint[])
  AND NOT EXISTS (
    SELECT 1 FROM unnest(%(companions)s::bigint[]) m
    WHERE NOT EXISTS (SELECT 1 FROM people q WHERE q.key = m AND q.free @> s.span))
  AND NOT EXISTS (SELECT 1 FROM busy b WHERE b.kind = 3 AND b.minutes && s.span)
  AND (%(no_room)s OR EXISTS (
    SELECT 1 FROM unnest(%(rooms)s::bigint[]) r LEFT JOIN busy b ON b.kind = 2 AND b.key = r
    WHERE b.minutes IS NULL OR NOT b.minutes && s.until_cleared))
  AND (%(no_device)s OR EXISTS (
    SELECT 1 FROM unnest(%(devices)s::bigint[]) r LEFT JOIN busy b ON b.kind = 2 AND b.key = r
    WHERE b.minutes IS NULL OR NOT b.minutes && s.until_cleared))
ORDER BY s.first, p.key LIMIT %(limit)s
"""


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that can be booked now, and with whom."""

    starts_at: datetime
    member: Member


@dataclass(frozen=True, slots=True)
class Wish:
    """What a booking insists on, beyond what the item needs; empty means anyone, any."""

    doctor_id: int | None = None
    companion_id: int | None = None
    room_id: int | None = None
    device_id: int | None = None
    customer_id: int | None = None
    besides: int | None = None


@requires("scheduling.view")
def performers(actor: Actor, store: Store, item: Item, day: date) -> list[Member]:
    """Return who may do an item at a store on a day: doctors, or whoever cares for skin."""
    if item.needs_doctor:
        return doctors_for(actor, item, store, day)
    return list(members_at(actor, store, day, (Post.NURSE, Post.ADVISOR)))


@requires("scheduling.view")
def free_slots(
    actor: Actor,
    store: Store,
    item: Item,
    day: date,
    *,
    doctor_id: int | None = None,
    wish: Wish | None = None,
    step_minutes: int = 15,
    limit: int = 400,
) -> list[Slot]:
    """Return the bookable times of a day for an item: person, room and device all free.

    One statement over multiranges: what people work, less what is taken. `doctor_id` is
    short for a wish for that person alone.
    """
    wish = wish or Wish(doctor_id=doctor_id)
    able = {m.pk: m for m in performers(actor, store, item, day)}
    wanted = [pk for pk in able if wish.doctor_id in {None, pk}]
    if not wanted:
        return []
    things = _things(actor, store, item, wish)
    with connection.cursor() as cursor:
        cursor.execute(
            FREE,
            _parameters(store, item, day, wish, wanted, things)
            | {"step": step_minutes, "limit": limit},
        )
        found = cursor.fetchall()
    return [Slot(rules.moment_of(first), able[key]) for key, first in found]


def _things(actor: Actor, store: Store, item: Item, wish: Wish) -> dict[str, list[int]]:
    """Return the rooms and devices that would do, in one query."""
    found: dict[str, list[int]] = {ResourceKind.ROOM: [], ResourceKind.DEVICE: []}
    types = {ResourceKind.ROOM: item.room_type, ResourceKind.DEVICE: item.device_type}
    named = {ResourceKind.ROOM: wish.room_id, ResourceKind.DEVICE: wish.device_id}
    for thing in Resource.objects.of(actor).filter(store=store, is_active=True):
        wanted = named[ResourceKind(thing.kind)]
        fits = thing.type == types[ResourceKind(thing.kind)] if wanted is None else True
        if fits and wanted in {None, thing.pk}:
            found[thing.kind].append(thing.pk)
    return found


def _parameters(
    store: Store,
    item: Item,
    day: date,
    wish: Wish,
    wanted: Sequence[int],
    things: dict[str, list[int]],
) -> dict[str, Any]:
    rooms, devices = things[ResourceKind.ROOM], things[ResourceKind.DEVICE]
    companions = [wish.companion_id] if wish.companion_id else []
    people = [*wanted, *companions]
    claimed = [(ClaimKind.MEMBER, pk) for pk in people]
    claimed += [(ClaimKind.RESOURCE, pk) for pk in (*rooms, *devices)]
    if wish.customer_id:
        claimed.append((ClaimKind.CUSTOMER, wish.customer_id))
    shuts = rules.minute_of(clock.at(day, store.closes_at, store.timezone))
    return {
        "kinds": [int(kind) for kind, _key in claimed],
        "keys": [key for _kind, key in claimed],
        "people": people,
        "performers": list(wanted),
        "companions": companions,
        "rooms": rooms,
        "devices": devices,
        "no_room": not item.room_type and wish.room_id is None,
        "no_device": not item.device_type and wish.device_id is None,
        "store": store.pk,
        "day": day,
        "epoch": rules.EPOCH,
        "opens": rules.minute_of(clock.at(day, store.opens_at, store.timezone)),
        "shuts": shuts,
        "closes": shuts + item.turnaround_minutes,
        "now": rules.minute_of(clock.now()),
        "length": item.duration_minutes,
        "turn": item.turnaround_minutes,
        "besides": wish.besides,
    }


@requires("scheduling.view")
def nearest_free(actor: Actor, appointment: Appointment, *, limit: int = 3) -> list[datetime]:
    """Return the free times of the same day nearest to what an appointment asks for.

    With the same doctor when one is named; for the customer herself, and any room or device.
    """
    store, item = appointment.store, appointment.item
    day = clock.day_of(appointment.starts_at, store.timezone)
    person, other = appointment.doctor_id, appointment.advisor_id
    if not item.needs_doctor:
        person, other = person or other, None
    wish = Wish(
        doctor_id=person,
        companion_id=other if other != person else None,
        customer_id=appointment.customer_id,
        besides=appointment.pk,
    )
    times = {slot.starts_at for slot in free_slots(actor, store, item, day, wish=wish)}
    times.discard(appointment.starts_at)

    def distance(moment: datetime) -> tuple[timedelta, datetime]:
        return abs(moment - appointment.starts_at), moment

    return sorted(sorted(times, key=distance)[:limit])

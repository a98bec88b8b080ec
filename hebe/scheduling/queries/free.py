"""Free times: when all that an item takes, and the customer, can be had."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import reduce
from itertools import islice
from operator import or_
from typing import Any

from django.db import connection

from hebe.access.actor import Actor, requires
from hebe.catalog.choices import Role
from hebe.catalog.models import Item
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.scheduling import rules
from hebe.scheduling.choices import ClaimKind, ResourceKind
from hebe.scheduling.hours import diary_day, hours_of
from hebe.scheduling.models import Appointment, Resource
from hebe.scheduling.parts import (
    Chosen,
    Part,
    Taker,
    parts_now,
    parts_of,
    seat_chosen,
    seat_person,
    seat_thing,
)
from hebe.scheduling.queries.pools import lead_of, pools
from hebe.staff.models import Member
from hebe.tenancy.models import Store

# Kind 0 is what people are rostered for; the others are what is claimed.
DAY = """
SELECT 0, member_id, (extract(epoch FROM starts_at - %(epoch)s) / 60)::bigint,
       (extract(epoch FROM ends_at - %(epoch)s) / 60)::bigint
FROM staff_shift
WHERE group_id = %(group)s AND store_id = %(store)s
  AND day BETWEEN %(day)s - 1 AND %(day)s + 1 AND member_id = ANY(%(people)s::bigint[])
UNION ALL SELECT kind, key, lower(minutes), upper(minutes)
FROM diary_taken(%(kinds)s::int[], %(keys)s::bigint[], %(opens)s, %(cleared)s, %(besides)s)
"""
Who = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Slot:
    """A time that can be booked now, and with whom."""

    starts_at: datetime
    member: Member | None


@dataclass(frozen=True, slots=True)
class Wish:
    """What a booking insists on, beyond what the item needs; empty means anyone, any."""

    doctor_id: int | None = None
    companion_id: int | None = None
    room_id: int | None = None
    device_id: int | None = None
    customer_id: int | None = None
    besides: int | None = None
    chosen: Chosen = field(default_factory=dict)


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
    """Return the bookable times of a day for an item, once for each who could lead it.

    A time is free when every part of the item has somebody or something of its own for its
    minutes, people on duty, and the customer has nothing else. `doctor_id` is short for a wish
    for that person alone.
    """
    actor.check("scheduling.view", store.pk)
    wish = wish or Wish(doctor_id=doctor_id)
    parts = parts_of(item)
    able = pools(actor, store, item, day, parts)
    try:
        _seat_wished(actor, item, wish, parts, able)
    except Refused:
        return []
    able += [[part.taker] for part in parts[len(able) :] if part.taker]
    for part, takers in zip(parts, able, strict=True):
        if part.is_named:
            takers[:] = [taker for taker in takers if taker == part.taker]
    if not parts or not all(able):
        return []
    opens, closes = hours_of(store, day)
    free = _free(actor, store, day, parts, able, wish)
    first, last = _minute(opens, opens), _minute(closes, opens) - item.duration_minutes
    now = _minute(clock.now(), opens)
    starts = (t for t in range(first, last + 1, step_minutes) if t >= now)
    found = _slots(parts, able, free, starts, item.duration_minutes)
    since = opens.astimezone(UTC)
    return [Slot(since + timedelta(minutes=at), who) for at, who in islice(found, limit)]


def _minute(moment: datetime, since: datetime) -> int:
    return rules.minute_of(moment) - rules.minute_of(since)


def _seat_wished(
    actor: Actor, item: Item, wish: Wish, parts: list[Part], able: Sequence[Sequence[Taker]]
) -> None:
    """Seat those whom the wish names; whoever is among the able is not asked for again."""
    people = {t.pk: t for takers in able for t in takers if isinstance(t, Member)}
    things = {t.pk: t for takers in able for t in takers if isinstance(t, Resource)}
    keys = [key for seats in wish.chosen.values() for key in seats if key]
    strange = [key for key in keys if key not in people and key not in things]
    persons = [k for k in (wish.doctor_id, wish.companion_id) if k and k not in people]
    rooms = [k for k in (wish.room_id, wish.device_id) if k and k not in things]
    more = named(actor, [*persons, *strange], [*rooms, *strange])
    people, things = people | more[0], things | more[1]
    seat_chosen(parts, wish.chosen, people, things)
    lead = lead_of(parts)
    if wish.doctor_id and lead is not None:
        lead.seat(people.get(wish.doctor_id))
    seat_person(parts, item, Role.ADVISOR, people.get(wish.companion_id or 0))
    seat_thing(parts, item, ResourceKind.ROOM, things.get(wish.room_id or 0))
    seat_thing(parts, item, ResourceKind.DEVICE, things.get(wish.device_id or 0))


def named(
    actor: Actor, people: Sequence[int | None], things: Sequence[int | None]
) -> tuple[dict[int, Member], dict[int, Resource]]:
    """Return these people and these rooms and devices by key; at most two queries."""
    wanted = [[key for key in keys if key is not None] for keys in (people, things)]
    models = (Member, Resource)
    members, found = (
        model.objects.of(actor).in_bulk(keys) if keys else {}
        for model, keys in zip(models, wanted, strict=True)
    )
    return members, found


def _free(
    actor: Actor,
    store: Store,
    day: date,
    parts: Sequence[Part],
    able: Sequence[Sequence[Taker]],
    wish: Wish,
) -> dict[Who, int]:
    """Return the free minutes of everybody and everything since opening, as bits; one query."""
    opens, closes = (rules.minute_of(moment) for moment in hours_of(store, day))
    cleared = closes + max((part.turn for part in parts), default=0)
    wanted = [who(part, t) for part, takers in zip(parts, able, strict=True) for t in takers]
    people = [key for kind, key in wanted if kind == ClaimKind.MEMBER]
    if wish.customer_id:
        wanted.append((ClaimKind.CUSTOMER, wish.customer_id))
    kinds, keys = [int(kind) for kind, _key in set(wanted)], [key for _k, key in set(wanted)]
    facts: dict[str, Any] = {
        "group": actor.group_id, "store": store.pk, "day": day, "people": people,
        "epoch": rules.EPOCH, "kinds": kinds, "keys": keys, "opens": opens,
        "cleared": cleared, "besides": wish.besides,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(DAY, facts)
        rows = cursor.fetchall()
    works: dict[Who, int] = {}
    busy: dict[Who, int] = {}
    for kind, key, lower, upper in rows:
        about, its = (works, (int(ClaimKind.MEMBER), key)) if kind == 0 else (busy, (kind, key))
        until = min(upper, cleared) - opens
        about[its] = about.get(its, 0) | rules.minutes(lower - opens, until)
    whole = rules.minutes(0, cleared - opens)

    def free(its: Who) -> int:
        there = works.get(its, 0) if its[0] == ClaimKind.MEMBER else whole
        return there & ~busy.get(its, 0)

    return {its: free(its) for its in set(wanted)}


def who(part: Part, taker: Taker) -> Who:
    """Return the kind and key by which somebody or something is claimed."""
    return int(part.claim_kind), int(taker.pk)


def _slots(
    parts: Sequence[Part],
    able: Sequence[Sequence[Taker]],
    free: dict[Who, int],
    starts: Iterator[int],
    length: int,
) -> Iterator[tuple[int, Member | None]]:
    """Yield the starts at which every part can be had, with each who could lead."""
    lead = lead_of(parts)
    leading = next((n for n, part in enumerate(parts) if part is lead), None)
    pool = [[who(part, t) for t in ts] for part, ts in zip(parts, able, strict=True)]
    people = {t.pk: t for takers in able for t in takers if isinstance(t, Member)}
    customers = [bits for (kind, _key), bits in free.items() if kind == ClaimKind.CUSTOMER]
    she = reduce(or_, customers) if customers else -1
    apart = _are_apart(parts, pool)
    for at in starts:
        whole = rules.minutes(at, at + length)
        if she & whole != whole:
            continue
        there = []
        for part, candidates in zip(parts, pool, strict=True):
            span = rules.minutes(at + part.first, at + part.last + part.turn)
            there.append([its for its in candidates if free[its] & span == span])
            if not there[-1]:
                break
        else:
            seats = [(p.first, p.last, its) for p, its in zip(parts, there, strict=True)]
            if leading is None:
                if apart or rules.seated(seats):
                    yield at, None
                continue
            for its in there[leading]:
                if apart or rules.seated(seats, {leading: its}):
                    yield at, people[its[1]]


def _are_apart(parts: Sequence[Part], pool: Sequence[Sequence[Who]]) -> bool:
    """Say whether no two parts could ever want the same one at the same time."""
    for n, part in enumerate(parts):
        for m in range(n):
            together = parts[m].first < part.last and part.first < parts[m].last
            if together and not set(pool[n]).isdisjoint(pool[m]):
                return False
    return True


@requires("scheduling.view")
def nearest_free(
    actor: Actor, appointment: Appointment, parts: Sequence[Part] = (), *, limit: int = 3
) -> list[datetime]:
    """Return the free times of the same day nearest to what an appointment asks for.

    With the same people where some are named; for the customer herself, and any room or
    device. `parts` are those of a booking that holds no claims yet.
    """
    store, item = appointment.store, appointment.item
    day = diary_day(store, appointment.starts_at)
    asked = parts or parts_now(item, appointment.parts)
    wish = Wish(
        companion_id=next((p.member.pk for p in asked if p.member and not p.need_id), None),
        customer_id=appointment.customer_id,
        besides=appointment.pk,
        chosen=people_chosen(asked),
    )
    times = {slot.starts_at for slot in free_slots(actor, store, item, day, wish=wish)}
    times.discard(appointment.starts_at)

    def distance(moment: datetime) -> tuple[timedelta, datetime]:
        return abs(moment - appointment.starts_at), moment

    return sorted(sorted(times, key=distance)[:limit])


def people_chosen(parts: Sequence[Part]) -> dict[int, list[int | None]]:
    """Return the people who were asked for by name, need by need."""
    chosen: dict[int, list[int | None]] = {}
    for part in parts:
        if part.need_id is not None:
            seats = chosen.setdefault(part.need_id, [])
            seats.append(part.member.pk if part.member and part.is_named else None)
    return chosen

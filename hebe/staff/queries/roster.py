"""Who is on duty when."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from hebe.access.actor import Actor, requires
from hebe.access.ready import ready
from hebe.kernel import clock
from hebe.staff.models import Member, Shift
from hebe.staff.queries.members import members_at
from hebe.tenancy.models import HasGroup, Store


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a person's week."""

    day: date
    shifts: tuple[Shift, ...]


@requires("staff.view")
def shifts_of_day(actor: Actor, store: Store, day: date) -> QuerySet[Any]:
    """Return the shifts at a store on a day with their members, earliest first."""
    actor.check("staff.view", store.pk)
    rows: QuerySet[Any] = _of_day(actor, store.pk, day)
    return rows


@ready()
def _of_day(actor: Actor, store_id: int, day: date) -> QuerySet[Any]:
    rows = Shift.objects.of(actor).filter(store_id=store_id, day=day)
    return rows.select_related("member").order_by("starts_at", "member__name_key", "pk")


@requires("staff.view")
def shifts_of_member(actor: Actor, member: Member, since: date, until: date) -> QuerySet[Any]:
    """Return a member's shifts from `since` to `until`, both included, earliest first.

    One's own wherever they are, others' at the stores that the right reaches.
    """
    rows = Shift.objects.of(actor)
    if member.user_id is None or member.user_id != actor.user_id:
        rows = rows.reached(actor, "staff.view")
    return (
        rows.filter(member=member, day__range=(since, until))
        .select_related("store")
        .order_by("starts_at")
    )


def duty_of(
    whose: HasGroup,
    store: Store,
    members: Collection[int],
    starts_at: datetime,
    ends_at: datetime,
) -> dict[int, list[tuple[datetime, datetime]]]:
    """Return the shifts of these people at a store that touch a stretch of time, by member.

    A shift that began the evening before counts too.
    """
    if not members:
        return {}
    first, last = (clock.day_of(at, store.timezone) for at in (starts_at, ends_at))
    rows = Shift.objects.of(whose).filter(
        store=store, day__range=(first - timedelta(days=1), last), member__in=members,
        starts_at__lt=ends_at, ends_at__gt=starts_at,
    )  # fmt: skip
    duty: dict[int, list[tuple[datetime, datetime]]] = {}
    for shift in rows:
        duty.setdefault(shift.member_id, []).append((shift.starts_at, shift.ends_at))
    return duty


def roster_week(actor: Actor, member: Member, day: date) -> list[Day]:
    """Return the seven days, Monday first, of the week that holds `day`."""
    monday = day - timedelta(days=day.weekday())
    shifts = list(shifts_of_member(actor, member, monday, monday + timedelta(days=6)))
    week = [monday + timedelta(days=n) for n in range(7)]
    return [Day(each, tuple(s for s in shifts if s.day == each)) for each in week]


@requires("staff.view")
def get_shift(actor: Actor, shift_id: int) -> Shift:
    """Return one shift at a store within reach, with its member; raises NotFound."""
    rows = Shift.objects.reached(actor, "staff.view")
    found: Shift = rows.select_related("member").one(shift_id)
    return found


@requires("staff.view")
def store_week(actor: Actor, store: Store, monday: date) -> list[tuple[Member, list[Day]]]:
    """Return each person of a store with the seven days from `monday`, by post and name."""
    actor.check("staff.view", store.pk)
    week = [monday + timedelta(days=n) for n in range(7)]
    shifts: dict[tuple[int, date], list[Shift]] = {}
    rows = Shift.objects.of(actor).filter(store=store, day__range=(week[0], week[-1]))
    for shift in rows.order_by("starts_at"):
        shifts.setdefault((shift.member_id, shift.day), []).append(shift)
    people = members_at(actor, store, week[0]) | members_at(actor, store, week[-1])
    return [
        (member, [Day(day, tuple(shifts.get((member.pk, day), ()))) for day in week])
        for member in people.order_by("post", "name_key", "pk")
    ]

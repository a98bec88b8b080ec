"""The calendar of one day: columns of people, rooms and devices, and what stands in them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from hebe.access.actor import Actor, requires
from hebe.kernel import clock
from hebe.scheduling import rules
from hebe.scheduling.choices import HOLDS_THE_SLOT, ClaimKind, ResourceKind, Status
from hebe.scheduling.models import Appointment, Resource
from hebe.scheduling.queries.diary import RELATED, appointments
from hebe.scheduling.queries.taken import Closed, closed_times
from hebe.staff.choices import Post
from hebe.staff.models import Member, Shift
from hebe.staff.queries import members_at
from hebe.tenancy.models import Store

BY = ("all", "doctor", "advisor", "room", "device")
CARERS = (Post.ADVISOR, Post.NURSE)


@dataclass(frozen=True, slots=True)
class Column:
    """One person, room or device: when it cannot be booked, and how full its day is."""

    key: str
    kind: str
    name: str
    sub: str
    off: list[rules.Stretch] = field(default_factory=list)
    closed: list[Closed] = field(default_factory=list)
    percent: int = 0


@dataclass(frozen=True, slots=True)
class Entry:
    """One appointment in its columns; a stranger's shows only that the time is taken."""

    appointment: Appointment
    columns: tuple[str, ...]
    is_mine: bool


@dataclass(frozen=True, slots=True)
class DayBoard:
    """The calendar of one day."""

    store: Store
    day: date
    by: str
    opens_at: datetime
    closes_at: datetime
    columns: list[Column]
    entries: list[Entry]

    @property
    def appointments(self) -> list[Appointment]:
        """Return the day's appointments that the actor may see."""
        return [entry.appointment for entry in self.entries if entry.is_mine]


SHOWN = (*HOLDS_THE_SLOT, Status.NO_SHOW)


@requires("scheduling.view")
def day_board(actor: Actor, store: Store, day: date, by: str = "doctor") -> DayBoard:
    """Return the columns and bookings of one day in a constant number of queries.

    `by` is doctor, advisor (everybody else who cares for customers), room, device, or all:
    the doctors, and whatever else is booked that day.
    """
    by = by if by in BY else "doctor"
    opens = clock.at(day, store.opens_at, store.timezone)
    closes = clock.at(day, store.closes_at, store.timezone)
    rows = _day(actor, store, day)
    columns: list[Column] = []
    if by in {"all", "doctor", "advisor"}:
        columns += _people(actor, store, day, by, rows, (opens, closes))
    if by in {"all", "room", "device"}:
        columns += _things(actor, store, by, rows, (opens, closes))
    shown = {column.key for column in columns}
    own = _own(actor, rows)
    entries = [_entry(row, shown, is_mine=row.pk in own) for row in rows]
    return DayBoard(
        store, day, by, opens, closes, columns, [e for e in entries if e.columns or e.is_mine]
    )


def _day(actor: Actor, store: Store, day: date) -> list[Appointment]:
    start, end = clock.day_bounds(day, store.timezone)
    rows = Appointment.objects.of(actor).at(store)
    rows = rows.filter(starts_at__gte=start, starts_at__lt=end, status__in=SHOWN)
    return list(rows.select_related(*RELATED).order_by("starts_at", "pk"))


def _own(actor: Actor, rows: list[Appointment]) -> set[int]:
    """Return the keys of those that the actor's right reaches."""
    reached = appointments(actor).filter(pk__in=[row.pk for row in rows])
    return set(reached.values_list("pk", flat=True))


def columns_of(row: Appointment) -> list[str]:
    """Return the keys of every column an appointment stands in."""
    people = [f"member-{key}" for key in (row.doctor_id, row.advisor_id) if key]
    things = [f"resource-{key}" for key in (row.room_id, row.device_id) if key]
    return list(dict.fromkeys([*people, *things]))


def _entry(row: Appointment, shown: set[str], *, is_mine: bool) -> Entry:
    return Entry(row, tuple(key for key in columns_of(row) if key in shown), is_mine)


def _people(
    actor: Actor,
    store: Store,
    day: date,
    by: str,
    rows: list[Appointment],
    hours: rules.Stretch,
) -> list[Column]:
    duty: dict[int, list[rules.Stretch]] = {}
    for shift in Shift.objects.of(actor).filter(store=store, day=day):
        duty.setdefault(shift.member_id, []).append((shift.starts_at, shift.ends_at))
    booked = {row.advisor_id for row in rows}
    posts = {"doctor": (Post.DOCTOR,), "advisor": CARERS}.get(by, (Post.DOCTOR, *CARERS))
    here = [
        m
        for m in members_at(actor, store, day, posts)
        if m.post == Post.DOCTOR or m.pk in booked or (by == "advisor" and m.pk in duty)
    ]
    here.sort(key=lambda m: (m.post != Post.DOCTOR, m.pk not in duty))
    closed = closed_times(actor, ClaimKind.MEMBER, [m.pk for m in here], *hours)
    return [_person(m, duty.get(m.pk, []), closed.get(m.pk, []), rows, hours) for m in here]


def _person(
    member: Member,
    duty: list[rules.Stretch],
    closed: list[Closed],
    rows: list[Appointment],
    hours: rules.Stretch,
) -> Column:
    kind = "doctor" if member.post == Post.DOCTOR else "advisor"
    sub = member.title or member.get_post_display()
    mine = [(r.starts_at, r.ends_at) for r in rows if member.pk in {r.doctor_id, r.advisor_id}]
    return Column(
        f"member-{member.pk}",
        kind,
        member.name,
        sub,
        rules.gaps(duty, *hours),
        closed,
        _percent(mine, duty),
    )


def _things(
    actor: Actor, store: Store, by: str, rows: list[Appointment], hours: rules.Stretch
) -> list[Column]:
    found = Resource.objects.of(actor).filter(store=store, is_active=True)
    if by != "all":
        found = found.filter(kind=by)
    used = {r.room_id for r in rows} | {r.device_id for r in rows}
    things = [r for r in found.order_by("-kind", "type", "name") if by != "all" or r.pk in used]
    closed = closed_times(actor, ClaimKind.RESOURCE, [r.pk for r in things], *hours)
    return [_thing(r, closed.get(r.pk, []), rows, hours) for r in things]


def _thing(
    thing: Resource, closed: list[Closed], rows: list[Appointment], hours: rules.Stretch
) -> Column:
    mine = [(r.starts_at, r.ends_at) for r in rows if thing.pk in {r.room_id, r.device_id}]
    return Column(
        f"resource-{thing.pk}",
        thing.kind,
        thing.name,
        str(ResourceKind(thing.kind).label),
        [],
        closed,
        _percent(mine, [hours]),
    )


def _percent(taken: Iterable[rules.Stretch], available: Iterable[rules.Stretch]) -> int:
    whole = sum((end - start for start, end in available), timedelta())
    part = sum((end - start for start, end in taken), timedelta())
    return min(100, round(100 * part / whole)) if whole else 0

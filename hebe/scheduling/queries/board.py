"""The calendar of one day: columns of people, rooms and devices, and what stands in them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _

from hebe.access.actor import Actor, requires
from hebe.scheduling import rules
from hebe.scheduling.choices import HOLDS_THE_SLOT, ClaimKind, ResourceKind, Status
from hebe.scheduling.hours import diary_bounds, hours_of
from hebe.scheduling.models import Appointment, Resource
from hebe.scheduling.queries.diary import RELATED, appointments, with_parts
from hebe.scheduling.queries.taken import Closed, closed_times
from hebe.staff.choices import Post
from hebe.staff.models import Member
from hebe.staff.queries import duty_of, members_at
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
class Block:
    """What one appointment takes of some columns, for the same minutes in all of them."""

    columns: tuple[str, ...]
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """One appointment in its columns; a stranger's shows only that the time is taken."""

    appointment: Appointment
    blocks: tuple[Block, ...]
    is_mine: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the keys of all columns it stands in."""
        return tuple(key for block in self.blocks for key in block.columns)


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
    actor.check("scheduling.view", store.pk)
    by = by if by in BY else "doctor"
    opens, closes = hours_of(store, day)
    rows = _day(actor, store, day)
    columns: list[Column] = []
    if by in {"all", "doctor", "advisor"}:
        columns += _people(actor, store, day, by, rows, (opens, closes))
    if by in {"all", "room", "device"}:
        columns += _things(actor, store, by, rows, (opens, closes))
    shown = {column.key for column in columns}
    own = _own(actor, rows)
    entries = [_entry(row, shown, is_mine=row.pk in own) for row in rows]
    entries = [entry for entry in entries if entry.blocks or entry.is_mine]
    return DayBoard(store, day, by, *_widest(entries, opens, closes), columns, entries)


def _widest(entries: list[Entry], opens: datetime, closes: datetime) -> rules.Stretch:
    """Return the hours, widened by what is booked outside them."""
    blocks = [block for entry in entries for block in entry.blocks]
    return (
        min([opens, *(block.starts_at for block in blocks)]),
        max([closes, *(block.ends_at for block in blocks)]),
    )


def _day(actor: Actor, store: Store, day: date) -> list[Appointment]:
    start, end = diary_bounds(store, day)
    rows = Appointment.objects.of(actor).at(store)
    rows = rows.filter(starts_at__gte=start, starts_at__lt=end, status__in=SHOWN)
    return with_parts(rows.select_related(*RELATED).order_by("starts_at", "pk"))


def _own(actor: Actor, rows: list[Appointment]) -> set[int]:
    """Return the keys of those that the actor's right reaches."""
    reached = appointments(actor).filter(pk__in=[row.pk for row in rows])
    return set(reached.values_list("pk", flat=True))


def blocks_of(row: Appointment, shown: Collection[str]) -> tuple[Block, ...]:
    """Return the blocks an appointment is drawn as, earliest first."""
    spans: dict[rules.Stretch, list[str]] = {}
    for part in row.parts:
        if part.column in shown:
            spans.setdefault((part.starts_at, part.ends_at), []).append(part.column)
    return tuple(
        Block(tuple(dict.fromkeys(keys)), *span) for span, keys in sorted(spans.items())
    )


def _entry(row: Appointment, shown: set[str], *, is_mine: bool) -> Entry:
    return Entry(row, blocks_of(row, shown), is_mine)


def _spans(rows: Iterable[Appointment]) -> dict[str, list[rules.Stretch]]:
    """Return by column what the appointments take of it."""
    spans: dict[str, list[rules.Stretch]] = {}
    for row in rows:
        for part in row.parts:
            spans.setdefault(part.column, []).append((part.starts_at, part.ends_at))
    return spans


def _people(
    actor: Actor,
    store: Store,
    day: date,
    by: str,
    rows: list[Appointment],
    hours: rules.Stretch,
) -> list[Column]:
    parts = [part for row in rows for part in row.parts]
    booked = {part.member_id: part.member for part in parts if part.member}
    posts = {"doctor": (Post.DOCTOR,), "advisor": CARERS}.get(by, (Post.DOCTOR, *CARERS))
    people = {m.pk: m for m in members_at(actor, store, day, posts)}
    people |= {m.pk: m for m in booked.values() if m.post in posts}  # also who has left since
    duty = duty_of(actor, store, people, *hours)
    here = [
        m
        for m in people.values()
        if m.post == Post.DOCTOR or m.pk in booked or (by == "advisor" and m.pk in duty)
    ]
    here.sort(key=lambda m: (m.post != Post.DOCTOR, m.pk not in duty))
    closed = closed_times(actor, ClaimKind.MEMBER, [m.pk for m in here], *hours)
    spans = _spans(rows)
    return [_person(m, duty.get(m.pk, []), closed.get(m.pk, []), spans, hours) for m in here]


def _person(
    member: Member,
    duty: list[rules.Stretch],
    closed: list[Closed],
    spans: dict[str, list[rules.Stretch]],
    hours: rules.Stretch,
) -> Column:
    kind = "doctor" if member.post == Post.DOCTOR else "advisor"
    sub = member.title or member.get_post_display()
    mine = spans.get(f"member-{member.pk}", ())
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
    used = {part.resource_id for row in rows for part in row.parts}
    found = Resource.objects.of(actor).filter(
        Q(is_active=True) | Q(pk__in=used - {None}), store=store
    )
    if by != "all":
        found = found.filter(kind=by)
    things = [r for r in found.order_by("-kind", "type", "name") if by != "all" or r.pk in used]
    closed = closed_times(actor, ClaimKind.RESOURCE, [r.pk for r in things], *hours)
    spans = _spans(rows)
    return [_thing(r, closed.get(r.pk, []), spans, hours) for r in things]


def _thing(
    thing: Resource,
    closed: list[Closed],
    spans: dict[str, list[rules.Stretch]],
    hours: rules.Stretch,
) -> Column:
    label = ResourceKind(thing.kind).label
    return Column(
        f"resource-{thing.pk}",
        thing.kind,
        thing.name,
        str(label if thing.is_active else _("%(kind)s, out of use") % {"kind": label}),
        [] if thing.is_active else [hours],
        closed,
        _percent(spans.get(f"resource-{thing.pk}", ()), [hours]),
    )


def _percent(taken: Iterable[rules.Stretch], available: Iterable[rules.Stretch]) -> int:
    whole = sum((end - start for start, end in available), timedelta())
    part = sum((end - start for start, end in taken), timedelta())
    return min(100, round(100 * part / whole)) if whole else 0

"""Bookings that no longer rest on anything: who or what they need is not there any more.

One look serves the calendar, the lists, today's work and the API alike, so that a booking is
marked everywhere or nowhere. It costs the same however many bookings are looked at.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.kernel import clock
from hebe.scheduling import rules
from hebe.scheduling.choices import OFF_DUTY, TO_COME
from hebe.scheduling.hours import diary_day, is_open_for
from hebe.scheduling.models import Appointment, Change, ResourceClaim
from hebe.scheduling.queries.diary import RELATED, appointments, with_parts
from hebe.staff.models import Member, Shift, StoreMember
from hebe.tenancy.models import HasGroup, Store

Text = str | Promise
OFF = _("%(who)s is not on duty")
GONE = _("%(who)s no longer works here")
CLOSED = _("%(who)s cannot be had then")
TAKEN = _("%(who)s was given to somebody else meanwhile")
UNUSED = _("%(who)s is out of use")
SHUT = _("The store is closed then")
GIVEN_UP = _("The store is no longer in business")


@dataclass(frozen=True, slots=True)
class Lost:
    """One thing that a booking can no longer count on."""

    code: str
    text: str


@dataclass(slots=True)
class World:
    """What bookings rest on, read in a constant number of queries."""

    duty: dict[tuple[int, int], list[rules.Stretch]] = field(default_factory=dict)
    places: set[tuple[int, int]] = field(default_factory=set)
    waived: set[int] = field(default_factory=set)
    shut: list[ResourceClaim] = field(default_factory=list)


def attention(whose: HasGroup, rows: Iterable[Appointment]) -> dict[int, list[Lost]]:
    """Return why bookings need attention, by key; those still to come that lost something."""
    now = clock.now()
    open_rows = with_parts(r for r in rows if r.status in TO_COME and r.ends_at > now)
    if not open_rows:
        return {}
    world = _world(whose, open_rows)
    found = {row.pk: list(_lost(row, world)) for row in open_rows}
    return {key: lost for key, lost in found.items() if lost}


def _world(whose: HasGroup, rows: Sequence[Appointment]) -> World:
    parts = [part for row in rows for part in row.parts]
    people = {part.member_id for part in parts if part.member_id}
    things = {part.resource_id for part in parts if part.resource_id}
    stores = {row.store_id for row in rows}
    world = World()
    shifts = Shift.objects.of(whose).filter(
        store__in=stores, member__in=people,
        ends_at__gt=min(row.starts_at for row in rows),
        starts_at__lt=max(row.ends_at for row in rows),
    )  # fmt: skip
    for shift in shifts:
        stretch = (shift.starts_at, shift.ends_at)
        world.duty.setdefault((shift.store_id, shift.member_id), []).append(stretch)
    placed = StoreMember.objects.of(whose).filter(store__in=stores, member__in=people)
    world.places = set(placed.values_list("store_id", "member_id"))
    on_purpose = Change.objects.of(whose).filter(
        appointment__in=[row.pk for row in rows], what=OFF_DUTY
    )
    world.waived = set(on_purpose.values_list("appointment_id", flat=True))
    world.shut = list(still_to_close(whose, people, things))
    return world


def still_to_close(
    whose: HasGroup, people: Collection[int], things: Collection[int]
) -> Iterator[ResourceClaim]:
    """Return the stretches that somebody closed while something was booked in them."""
    rows = ResourceClaim.objects.of(whose).filter(appointment=None, is_held=False)
    yield from rows.filter(member__in=people)
    yield from rows.filter(resource__in=things)


def _lost(row: Appointment, world: World) -> Iterator[Lost]:
    if not row.store.is_open:
        yield Lost("store", str(GIVEN_UP))
    elif not is_open_for(row.store, row.starts_at, row.ends_at):
        yield Lost("hours", str(SHUT))
    for part in row.parts:
        if not part.is_held:
            why: tuple[str, Text] | None = ("taken", TAKEN)
        else:
            why = _lost_person(row, part, world) if part.member else _lost_thing(part, world)
        if why is not None and part.taker is not None:
            yield Lost(why[0], str(why[1]) % {"who": part.taker.name})


def _lost_person(
    row: Appointment, part: ResourceClaim, world: World
) -> tuple[str, Text] | None:
    if not _works_here(part.member, row, world):
        return "left", GONE
    if _is_shut(part, world):
        return "closed", CLOSED
    duty = world.duty.get((row.store_id, part.member_id or 0), ())
    if row.pk not in world.waived and rules.gaps(duty, part.starts_at, part.ends_at):
        return "roster", OFF
    return None


def _works_here(member: Member | None, row: Appointment, world: World) -> bool:
    if member is None or (row.store_id, member.pk) not in world.places:
        return False
    return member.left_on is None or member.left_on >= diary_day(row.store, row.starts_at)


def _lost_thing(part: ResourceClaim, world: World) -> tuple[str, Text] | None:
    if part.resource is not None and not part.resource.is_active:
        return "unused", UNUSED
    return ("closed", CLOSED) if _is_shut(part, world) else None


def _is_shut(part: ResourceClaim, world: World) -> bool:
    return any(
        shut.key == part.key
        and shut.kind == part.kind
        and shut.starts_at < part.ends_at
        and part.starts_at < shut.ends_at
        for shut in world.shut
    )


def to_come(whose: HasGroup, stores: Collection[int]) -> list[Appointment]:
    """Return the bookings of some stores that are still to come, with all they rest on."""
    rows = Appointment.objects.of(whose).filter(
        store__in=stores, status__in=TO_COME, ends_at__gt=clock.now()
    )
    return with_parts(rows.select_related(*RELATED, "store").order_by("starts_at", "pk"))


@requires("scheduling.view")
def needing_attention(actor: Actor, store: Store) -> list[tuple[Appointment, list[Lost]]]:
    """Return a store's bookings that need attention, soonest first, as far as one sees them."""
    rows = appointments(actor).filter(store=store, status__in=TO_COME, ends_at__gt=clock.now())
    found = list(rows.order_by("starts_at", "pk"))
    lost = attention(actor, found)
    return [(row, lost[row.pk]) for row in found if row.pk in lost]

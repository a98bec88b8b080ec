"""The time picker: some days, and the times of one of them that are really free."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hebe.access.actor import Actor
from hebe.catalog.models import Item
from hebe.kernel import clock
from hebe.scheduling.hours import hours_of
from hebe.scheduling.queries import Slot, Wish, free_slots
from hebe.staff.models import Member
from hebe.tenancy.models import Store

DAYS_SHOWN = 4
HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Cell:
    """One time of the grid: whom it would be with when it is free."""

    starts_at: datetime
    member: Member | None
    is_free: bool
    is_picked: bool

    @property
    def value(self) -> str:
        """Return what the form sends for it: the person and the moment."""
        who = self.member.pk if self.member else 0
        return f"{who}@{self.starts_at.isoformat()}" if self.is_free else ""


@dataclass(frozen=True, slots=True)
class DayChip:
    """One day to choose, and how many half hours are free on it."""

    day: date
    free: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Times:
    """What the picker shows."""

    day: date
    chips: list[DayChip]
    cells: list[Cell]
    earlier: date | None
    later: date
    shows_people: bool

    @property
    def has_free(self) -> bool:
        """Say whether anything can be chosen."""
        return any(cell.is_free for cell in self.cells)


def times_for(
    actor: Actor,
    store: Store,
    item: Item,
    day: date,
    wish: Wish,
    *,
    picked: datetime | None = None,
    shows_people: bool = False,
) -> Times:
    """Return the picker of an item: four days with their room, and the grid of one day."""
    today = clock.today(store.timezone)
    day = max(day, today)
    first = today + timedelta(days=(day - today).days // DAYS_SHOWN * DAYS_SHOWN)
    days = [first + timedelta(days=n) for n in range(DAYS_SHOWN)]
    found = {d: free_slots(actor, store, item, d, wish=wish) for d in days}
    chips = [DayChip(d, _half_hours(found[d]), d == day) for d in days]
    earlier = first - timedelta(days=DAYS_SHOWN)
    return Times(
        day,
        chips,
        _grid(store, item, day, found[day], picked),
        earlier if earlier >= today else None,
        first + timedelta(days=DAYS_SHOWN),
        shows_people,
    )


def _half_hours(slots: list[Slot]) -> int:
    return len({s.starts_at for s in slots if s.starts_at.minute % 30 == 0})


def _grid(
    store: Store, item: Item, day: date, slots: list[Slot], picked: datetime | None
) -> list[Cell]:
    """Return every half hour that is still to come, and the free quarters in between."""
    free: dict[datetime, Member | None] = {}
    for slot in slots:
        free.setdefault(slot.starts_at, slot.member)
    zone = ZoneInfo(store.timezone)
    at, closes = (moment.astimezone(UTC) for moment in hours_of(store, day))
    last = closes - timedelta(minutes=item.duration_minutes)
    halves = []
    while at <= last:
        halves.append(at)
        at += HALF_HOUR
    quarters = [t for t in free if t not in halves and t - HALF_HOUR / 2 not in free]
    wanted = {t for t in halves if t >= clock.now()} | set(quarters)
    if picked is not None and picked in free:
        wanted.add(picked)
    return [
        Cell(t.astimezone(zone), free.get(t), t in free, t == picked) for t in sorted(wanted)
    ]

"""Who comes today, and when there is room."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Count, Q

from hebe.customers.queries import Glance
from hebe.scheduling.choices import TO_COME, Status
from hebe.scheduling.hours import diary_day, hours_of
from hebe.scheduling.models import Appointment
from hebe.scheduling.queries import Lost
from hebe.visits.models import Visit
from hebe.web.scheduling.looks import look_of
from hebe.web.todos import words
from hebe.web.todos.desk import Desk
from hebe.web.todos.free import WORTH, Gap
from hebe.web.todos.panels.base import Panel

SOON = timedelta(hours=2)
BAR = 13
TALLEST = 104


@dataclass(frozen=True, slots=True)
class Arrival:
    """One row of who is expected."""

    booking: Appointment
    card: Glance | None
    late: str
    look: dict[str, str]
    visits: int
    flags: list[words.Flag]


def arrivals(desk: Desk) -> Panel | None:
    """Return who is still to come: late ones first, the next two hours or the whole day."""
    if not desk.sees("scheduling.view"):
        return None
    whole = desk.asked.get("arrivals") == "all"
    to_come = [b for b in desk.bookings if b.status in TO_COME]
    rows = to_come if whole else [b for b in to_come if b.starts_at <= desk.moment + SOON]
    data = {"rows": _dressed(desk, rows), "all": len(to_come), "whole": whole}
    return Panel("todos/panels/arrivals.html", data)


def my_bookings(desk: Desk) -> Panel | None:
    """Return one's own appointments of today."""
    if not desk.sees("scheduling.view"):
        return None
    rows = [b for b in desk.bookings if desk.takes_part(b)]
    return Panel("todos/panels/my_bookings.html", {"rows": _dressed(desk, rows)})


def _dressed(desk: Desk, bookings: list[Appointment]) -> list[Arrival]:
    came = _visits_before(desk, {b.customer_id for b in bookings})
    rows = []
    for booking in bookings:
        visits = came.get(booking.customer_id, 0)
        is_first = not visits and booking.customer.last_visit_on is None
        flags = words.flags(
            desk.actor,
            booking.customer,
            desk.day,
            store_id=booking.store_id,
            is_first=is_first,
        )
        flags = [_flag(why) for why in desk.lost.get(booking.pk, ())] + flags
        minutes = int((desk.moment - booking.starts_at).total_seconds()) // 60
        is_late = booking.status in TO_COME and minutes > 0
        look = look_of(booking)
        late = words.span(minutes) if is_late else ""
        card = desk.glance(booking)
        rows.append(Arrival(booking, card, late, look, visits, flags))
    return rows


def _flag(why: Lost) -> words.Flag:
    return words.Flag(why.text, "bad", "user-exclamation")


def _visits_before(desk: Desk, keys: set[int]) -> dict[int, int]:
    rows = Visit.objects.of(desk.actor).filter(customer_id__in=keys)
    counted = rows.values("customer_id").annotate(n=Count("pk", filter=Q(day__lt=desk.day)))
    return dict(counted.values_list("customer_id", "n"))


@dataclass(frozen=True, slots=True)
class Hour:
    """One bar: who came, who is to come, how many doctors could still take somebody."""

    hour: int
    came: int
    to_come: int
    free: int
    unit: float
    is_now: bool

    @property
    def total(self) -> int:
        """Return the bookings that start in this hour."""
        return self.came + self.to_come

    @property
    def heights(self) -> list[tuple[str, float]]:
        """Return the bar's parts from below, in pixels."""
        parts = (("a", self.came), ("b", self.to_come), ("c", self.free))
        return [(name, round(count * self.unit, 1)) for name, count in parts if count]


def hours(desk: Desk) -> Panel | None:
    """Return how full each hour of today is."""
    if desk.store is None or not desk.sees("scheduling.view"):
        return None
    zone = ZoneInfo(desk.actor.zone)
    starts = _hours_open(desk)
    counts = {start.hour: [0, 0, 0] for start in starts}
    for booking in desk.bookings:
        bar = counts.get(booking.starts_at.astimezone(zone).hour)
        if bar is not None and booking.status != Status.NO_SHOW:
            bar[1 if booking.status in TO_COME else 0] += 1
    for start in starts:
        bar = counts[start.hour]
        bar[2] = sum(_fits(gap, start, start + timedelta(hours=1)) for gap in desk.free)
    tallest = max((sum(bar) for bar in counts.values()), default=0)
    unit = min(BAR, TALLEST / max(tallest, 1))
    now = desk.moment.astimezone(zone).hour
    bars = [Hour(h, bar[0], bar[1], bar[2], unit, h == now) for h, bar in counts.items()]
    return Panel("todos/panels/hours.html", {"bars": bars, "free": len(desk.free)})


def _hours_open(desk: Desk) -> list[datetime]:
    """Return the hours in which the store is open today, also beyond midnight."""
    assert desk.store is not None
    opens, closes = hours_of(desk.store, diary_day(desk.store, desk.moment))
    first = opens.astimezone(ZoneInfo(desk.actor.zone)).replace(minute=0)
    many = int((closes - first) / timedelta(hours=1))
    return [first + timedelta(hours=n) for n in range(min(many, 24))]


def _fits(gap: Gap, start: datetime, end: datetime) -> bool:
    return min(gap.ends_at, end) - max(gap.starts_at, start) >= WORTH

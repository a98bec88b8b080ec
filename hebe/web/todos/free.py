"""Where the day still has room."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from hebe.access.actor import Actor
from hebe.scheduling.choices import ClaimKind
from hebe.scheduling.queries import gaps, taken
from hebe.staff.choices import Post
from hebe.staff.models import Shift
from hebe.staff.queries import shifts_of_day
from hebe.tenancy.models import Store

WORTH = timedelta(minutes=30)
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of time, half an hour at least, in which a doctor can still be booked."""

    name: str
    starts_at: datetime
    ends_at: datetime


def free_gaps(actor: Actor, store: Store, day: date, moment: datetime) -> list[Gap]:
    """Return when the doctors on duty are free from `moment` on, soonest first; two queries."""
    duty = (s for s in shifts_of_day(actor, store, day) if s.member.post == Post.DOCTOR)
    shifts, soonest = [s for s in duty if s.ends_at > moment], next_quarter(moment)
    busy_by = _taken(actor, shifts)
    found = []
    for shift in shifts:
        start = max(shift.starts_at, soonest)
        busy = [span for span in busy_by.get(shift.member_id, []) if span[1] > start]
        found += [
            Gap(shift.member.name, free_from, free_to)
            for free_from, free_to in gaps(busy, start, shift.ends_at)
            if free_to - free_from >= WORTH
        ]
    return sorted(found, key=lambda gap: gap.starts_at)


def next_quarter(moment: datetime) -> datetime:
    """Return the next time that can be booked: quarters of an hour.

    >>> next_quarter(datetime(2027, 1, 4, 10, 16)).strftime("%H:%M")
    '10:30'
    """
    return moment + (datetime.min.replace(tzinfo=moment.tzinfo) - moment) % timedelta(
        minutes=15
    )


def _taken(actor: Actor, shifts: list[Shift]) -> dict[int, list[Span]]:
    if not shifts:
        return {}
    people = {(ClaimKind.MEMBER.value, shift.member_id) for shift in shifts}
    first, last = min(s.starts_at for s in shifts), max(s.ends_at for s in shifts)
    found: dict[int, list[Span]] = {}
    for span in taken(actor, sorted(people), first, last):
        found.setdefault(span.key, []).append((span.starts_at, span.ends_at))
    return found

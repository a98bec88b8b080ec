"""A month in weeks, each day with how full it is."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

from hebe.access.actor import Actor
from hebe.scheduling import queries
from hebe.tenancy.models import Store

SHADES = 3


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month: how many appointments, and how dark it is drawn (0 to 3)."""

    day: date
    n: int
    level: int
    is_inside: bool


def month_weeks(
    actor: Actor, store: Store, day: date, *, member_id: int | None = None
) -> list[list[Day]]:
    """Return the weeks that touch a day's month; one query."""
    weeks = Calendar().monthdatescalendar(day.year, day.month)
    load = queries.day_load(actor, store, weeks[0][0], len(weeks) * 7, member_id=member_id)
    most = max(load.values(), default=0) or 1

    def told(d: date) -> Day:
        n = load.get(d, 0)
        return Day(d, n, -(-SHADES * n // most), d.month == day.month)

    return [[told(d) for d in week] for week in weeks]

"""When a store is open, and which day of its diary a moment belongs to.

A day that closes after midnight goes on until it closes: the hours after midnight belong to
the evening before, on the calendar, in the lists and in the roster.
"""

from datetime import date, datetime, timedelta

from hebe.kernel import clock
from hebe.scheduling import rules
from hebe.tenancy.models import Store

DAY = timedelta(days=1)


def hours_of(store: Store, day: date) -> rules.Stretch:
    """Return from when until when a store is open on a day of its diary."""
    later = DAY if rules.shuts_next_day(store.opens_at, store.closes_at) else timedelta()
    return (
        clock.at(day, store.opens_at, store.timezone),
        clock.at(day + later, store.closes_at, store.timezone),
    )


def diary_day(store: Store, moment: datetime) -> date:
    """Return the day of the diary that a moment belongs to."""
    late = rules.spills_over(store.opens_at, store.closes_at)
    return clock.day_of(moment - late, store.timezone)


def diary_bounds(store: Store, first: date, days: int = 1) -> rules.Stretch:
    """Return the half-open stretch of moments that some days of the diary are."""
    late = rules.spills_over(store.opens_at, store.closes_at)
    start, _noon = clock.day_bounds(first, store.timezone)
    _noon, end = clock.day_bounds(first + timedelta(days=days - 1), store.timezone)
    return start + late, end + late


def goes_past_midnight(store: Store) -> bool:
    """Say whether a store's day goes on after midnight."""
    return bool(rules.spills_over(store.opens_at, store.closes_at))


def is_open_for(store: Store, starts_at: datetime, ends_at: datetime) -> bool:
    """Say whether a stretch lies within the opening hours."""
    if store.opens_at == store.closes_at:
        return True
    opens, closes = hours_of(store, diary_day(store, starts_at))
    return opens <= starts_at and ends_at <= closes

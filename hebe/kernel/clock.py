"""The one place that knows what time it is."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

_pretended: ContextVar[datetime | None] = ContextVar("pretended", default=None)


def now() -> datetime:
    """Return the present moment, with its time zone (UTC)."""
    return _pretended.get() or timezone.now()


@contextmanager
def pretending(moment: datetime) -> Iterator[None]:
    """Let the acts inside believe it is `moment`: how the demo's history is made."""
    token = _pretended.set(moment)
    try:
        yield
    finally:
        _pretended.reset(token)


def day_of(moment: datetime, zone: str) -> date:
    """Return the calendar day of `moment` in the IANA time zone `zone`."""
    return moment.astimezone(ZoneInfo(zone)).date()


def today(zone: str) -> date:
    """Return the present calendar day in the IANA time zone `zone`."""
    return day_of(now(), zone)


def at(day: date, clock: time, zone: str) -> datetime:
    """Return the moment of `clock` on `day` in the IANA time zone `zone`."""
    return datetime.combine(day, clock, tzinfo=ZoneInfo(zone))


def day_bounds(day: date, zone: str) -> tuple[datetime, datetime]:
    """Return the half-open stretch of moments that is `day` in `zone`."""
    return at(day, time.min, zone), at(day + timedelta(days=1), time.min, zone)


def nightly(at_clock: str) -> str:
    """Return the cron line, which is read in UTC, for a time of night where Hebe stands.

    Where clocks change with the seasons the work of the night moves by that hour.

    >>> nightly("03:17"), nightly("00:05")
    ('17 19 * * *', '5 16 * * *')
    """
    there = ZoneInfo(settings.TIME_ZONE)
    wanted = datetime.combine(now().astimezone(there), time.fromisoformat(at_clock), there)
    universal = wanted.astimezone(UTC)
    return f"{universal.minute} {universal.hour} * * *"

"""Diary arithmetic. Plain Python: no database, no clock."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

EPOCH = datetime(2020, 1, 1, tzinfo=UTC)
MINUTE_BITS = 26  # 127 years of minutes
KEY_BITS = 33


def minute_of(moment: datetime) -> int:
    """Return whole minutes since 2020 (UTC)."""
    return int((moment - EPOCH).total_seconds()) // 60


def can_be_claimed(starts_at: datetime, ends_at: datetime) -> bool:
    """Say whether a stretch holds a minute and lies in the years that a claim can tell.

    >>> can_be_claimed(EPOCH, EPOCH + timedelta(seconds=50))
    False
    """
    return 0 <= minute_of(starts_at) < minute_of(ends_at) < 1 << MINUTE_BITS


def claim_span(kind: int, key: int, starts_at: datetime, ends_at: datetime) -> tuple[int, int]:
    """Return the half-open int8 range that claims one resource's minutes.

    Kind, key and minute are laid side by side in one number, so ranges of different
    resources never meet and one exclusion constraint serves them all.

    >>> a = claim_span(1, 7, EPOCH, EPOCH + timedelta(minutes=30))
    >>> a[1] - a[0]
    30
    >>> b = claim_span(2, 7, EPOCH, EPOCH + timedelta(minutes=30))
    >>> b[0] >= a[1]
    True
    """
    if not can_be_claimed(starts_at, ends_at) or not 0 < key < 1 << KEY_BITS:
        raise ValueError("this span cannot be claimed")
    base = (kind << (KEY_BITS + MINUTE_BITS)) | (key << MINUTE_BITS)
    return base + minute_of(starts_at), base + minute_of(ends_at)


def moment_of(value: int) -> datetime:
    """Return the moment that a claim's bound stands for.

    >>> moment_of(claim_span(2, 9, EPOCH, EPOCH + timedelta(minutes=5))[1]) - EPOCH
    datetime.timedelta(seconds=300)
    """
    return EPOCH + timedelta(minutes=value & ((1 << MINUTE_BITS) - 1))


def is_within_hours(
    starts_at: datetime, ends_at: datetime, opens: time, closes: time, zone: str
) -> bool:
    """Say whether a span lies within one day's opening hours in the store's time zone."""
    place = ZoneInfo(zone)
    first, last = starts_at.astimezone(place), ends_at.astimezone(place)
    same_day = first.date() == last.date()
    return same_day and opens <= first.time() and last.time() <= closes


Stretch = tuple[datetime, datetime]


def gaps(spans: Iterable[Stretch], opens: datetime, closes: datetime) -> list[Stretch]:
    """Return the stretches between `opens` and `closes` that no span covers.

    >>> nine = datetime(2027, 1, 4, 9, tzinfo=UTC)
    >>> hour = timedelta(hours=1)
    >>> gaps([(nine + hour, nine + 2 * hour)], nine, nine + 2 * hour) == [(nine, nine + hour)]
    True
    >>> gaps([(nine - hour, nine + hour), (nine, nine + 2 * hour)], nine, nine + 2 * hour)
    []
    """
    free, at = [], opens
    for start, end in sorted(spans):
        if start > at:
            free.append((at, min(start, closes)))
        at = max(at, end)
        if at >= closes:
            return free
    if at < closes:
        free.append((at, closes))
    return free

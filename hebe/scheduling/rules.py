"""Diary arithmetic. Plain Python: no database, no clock."""

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, time, timedelta
from typing import Any

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


def shuts_next_day(opens: time, closes: time) -> bool:
    """Say whether a store that opens then closes on the following day; midnight is 00:00.

    >>> [shuts_next_day(time(18), time(h)) for h in (2, 0, 18, 21)]
    [True, True, True, False]
    """
    return closes <= opens


def spills_over(opens: time, closes: time) -> timedelta:
    """Return how long after midnight a day of the diary still goes on.

    A store that never closes begins its days at midnight.

    >>> [spills_over(time(18), time(h)).seconds // 3600 for h in (2, 0, 18, 21)]
    [2, 0, 0, 0]
    """
    if not shuts_next_day(opens, closes) or opens == closes:
        return timedelta()
    return timedelta(hours=closes.hour, minutes=closes.minute)


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


Seat = tuple[int, int, Collection[Hashable]]  # from and until minute, and who could have it


def seated(
    seats: Sequence[Seat], fixed: Mapping[int, Hashable] | None = None
) -> list[Any] | None:
    """Give every seat one of those who could have it, nobody two at the same minute.

    Returns who sits where, or None when it does not work out. `fixed` are seats given away
    already, by index. Who sits can be moved on to make room (Kuhn, augmenting paths), which
    finds every solution where all seats overlap; nobody is ever given twice.

    >>> seated([(0, 30, [1]), (0, 60, [1, 2])])
    [1, 2]
    >>> seated([(0, 60, [1, 2]), (0, 60, [1])])
    [2, 1]
    >>> seated([(0, 30, [1]), (30, 60, [1])])
    [1, 1]
    >>> seated([(0, 60, [1]), (0, 60, [1])])
    """
    given: dict[int, Hashable] = dict(fixed or {})
    pinned = frozenset(given)

    def clashing(seat: int, who: Hashable) -> list[int]:
        first, last, _able = seats[seat]
        others = (n for n, key in given.items() if key == who and n != seat)
        return [n for n in others if seats[n][0] < last and first < seats[n][1]]

    def place(seat: int, tried: set[tuple[int, Hashable]]) -> bool:
        for who in seats[seat][2]:
            if (seat, who) in tried:
                continue
            tried.add((seat, who))
            inhabited = clashing(seat, who)
            if len(inhabited) > 1 or pinned.intersection(inhabited):
                continue
            before = {n: given.pop(n) for n in inhabited}
            given[seat] = who
            if all(place(n, tried) for n in before):
                return True
            del given[seat]
            given.update(before)
        return False

    for seat in range(len(seats)):
        if seat not in given and not place(seat, set()):
            return None
    return [given[n] for n in range(len(seats))]


def minutes(first: int, last: int) -> int:
    """Return a stretch as a number whose bits are its minutes, so that time is one integer.

    >>> bin(minutes(1, 4))
    '0b1110'
    >>> minutes(-5, 2) | minutes(7, 7)
    3
    """
    first = max(first, 0)
    return ((1 << (last - first)) - 1) << first if last > first else 0

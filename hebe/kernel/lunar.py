"""The Chinese calendar (农历), for the days a clinic looks at.

The tables are `cnlunar`'s, which follow the Hong Kong Observatory's for 1901 to 2100.
"""

from datetime import date, datetime, time
from functools import lru_cache

from cnlunar import Lunar

YEARS = range(1902, 2100)  # at the very ends its tables lack a neighbour


@lru_cache(maxsize=4096)
def lunar_day(day: date) -> tuple[int, int, bool] | None:
    """Return month, day and whether the month is a leap one; None outside 1902 to 2099.

    >>> lunar_day(date(2026, 2, 17)), lunar_day(date(2025, 7, 25)), lunar_day(date(1890, 1, 1))
    ((1, 1, False), (6, 1, True), None)
    """
    if day.year not in YEARS:
        return None
    found = Lunar(datetime.combine(day, time(12)))
    return found.lunarMonth, found.lunarDay, found.isLunarLeapMonth


def in_words(day: date) -> str:
    """Return the lunar day as people say it; nothing where it is not known.

    >>> in_words(date(2026, 11, 21)), in_words(date(2026, 2, 17)), in_words(date(2025, 8, 13))
    ('十月十三', '正月初一', '闰六月二十')
    """
    if day.year not in YEARS:
        return ""
    found = Lunar(datetime.combine(day, time(12)))
    return (
        f"{found.lunarMonthCn[:-1]}{found.lunarDayCn}"  # without 大 or 小, the month's length
    )

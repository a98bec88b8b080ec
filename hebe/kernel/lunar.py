"""The Chinese calendar (农历), for the days a clinic looks at."""

from bisect import bisect_right
from datetime import date, timedelta

# Each year from its new year on: bits 4 to 15 say which of months 12 to 1 have 30 days, the
# low four bits which month is followed by a leap month, bit 16 that the leap month has 30.
# GB/T 33661-2017, as published by Purple Mountain Observatory.
FIRST_YEAR = 2020
FIRST_DAY = date(2020, 1, 25)
YEARS = (
    0x07954, 0x06AA0, 0x0AD50, 0x05B52, 0x04B60, 0x0A6E6, 0x0A4E0, 0x0D260, 0x0EA65, 0x0D530,
    0x05AA0, 0x076A3, 0x096D0, 0x04AFB, 0x04AD0, 0x0A4D0, 0x1D0B6, 0x0D250, 0x0D520, 0x0DD45,
    0x0B5A0, 0x056D0, 0x055B2, 0x049B0, 0x0A577, 0x0A4B0, 0x0AA50, 0x1B255, 0x06D20, 0x0ADA0,
)  # fmt: skip
MONTHS = ["正", "二", "三", "四", "五", "六", "七", "八", "九", "十", "冬", "腊"]
TENS, ONES = "初十廿卅", "一二三四五六七八九十"


def _months(year: int) -> list[tuple[int, bool, int]]:
    """Return the months of a year: number, whether leap, days."""
    months = []
    for number in range(1, 13):
        months.append((number, False, 30 if year & (0x10000 >> number) else 29))
        if year & 0xF == number:
            months.append((number, True, 30 if year & 0x10000 else 29))
    return months


_STARTS: list[date] = []
_NAMES: list[tuple[int, bool]] = []
_end = FIRST_DAY
for _year in YEARS:
    for _number, _leap, _days in _months(_year):
        _STARTS.append(_end)
        _NAMES.append((_number, _leap))
        _end += timedelta(days=_days)


def lunar_day(day: date) -> tuple[int, int, bool] | None:
    """Return month, day and whether the month is a leap one; None outside 2020 to 2049.

    >>> lunar_day(date(2026, 2, 17)), lunar_day(date(2025, 7, 25)), lunar_day(date(1990, 1, 1))
    ((1, 1, False), (6, 1, True), None)
    """
    if not FIRST_DAY <= day < _end:
        return None
    at = bisect_right(_STARTS, day) - 1
    number, is_leap = _NAMES[at]
    return number, (day - _STARTS[at]).days + 1, is_leap


def in_words(day: date) -> str:
    """Return the lunar day as people say it; nothing where it is not known.

    >>> in_words(date(2026, 11, 21)), in_words(date(2026, 2, 17)), in_words(date(2025, 8, 13))
    ('十月十三', '正月初一', '闰六月二十')
    """
    found = lunar_day(day)
    if found is None:
        return ""
    month, number, is_leap = found
    whole = {10: "初十", 20: "二十", 30: "三十"}
    word = whole.get(number) or TENS[number // 10] + ONES[number % 10 - 1]
    return f"{'闰' if is_leap else ''}{MONTHS[month - 1]}月{word}"

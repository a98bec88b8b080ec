"""Days that move with the calendar: yesterday, next week, this year."""

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from django.utils.translation import pgettext_lazy

from hebe.kernel.errors import Text

Stretch = tuple[date, date]


def _days(ahead: int) -> Callable[[date], Stretch]:
    def stretch(today: date) -> Stretch:
        day = today + timedelta(days=ahead)
        return day, day

    return stretch


def _week(ahead: int) -> Callable[[date], Stretch]:
    def stretch(today: date) -> Stretch:
        monday = today + timedelta(weeks=ahead, days=-today.weekday())
        return monday, monday + timedelta(days=6)

    return stretch


def _month(ahead: int) -> Callable[[date], Stretch]:
    def stretch(today: date) -> Stretch:
        year, month = divmod(today.year * 12 + today.month - 1 + ahead, 12)
        return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])

    return stretch


def _year(ahead: int) -> Callable[[date], Stretch]:
    def stretch(today: date) -> Stretch:
        return date(today.year + ahead, 1, 1), date(today.year + ahead, 12, 31)

    return stretch


_OF: dict[str, Callable[[date], Stretch]] = {
    "today": _days(0), "yesterday": _days(-1), "tomorrow": _days(1),
    "this_week": _week(0), "last_week": _week(-1), "next_week": _week(1),
    "this_month": _month(0), "last_month": _month(-1), "next_month": _month(1),
    "this_year": _year(0), "last_year": _year(-1), "next_year": _year(1),
}  # fmt: skip
NAMED: dict[str, Text] = {
    "today": pgettext_lazy("filter day", "today"),
    "yesterday": pgettext_lazy("filter day", "yesterday"),
    "tomorrow": pgettext_lazy("filter day", "tomorrow"),
    "this_week": pgettext_lazy("filter day", "this week"),
    "last_week": pgettext_lazy("filter day", "last week"),
    "next_week": pgettext_lazy("filter day", "next week"),
    "this_month": pgettext_lazy("filter day", "this month"),
    "last_month": pgettext_lazy("filter day", "last month"),
    "next_month": pgettext_lazy("filter day", "next month"),
    "this_year": pgettext_lazy("filter day", "this year"),
    "last_year": pgettext_lazy("filter day", "last year"),
    "next_year": pgettext_lazy("filter day", "next year"),
}


def stretch(name: str, today: date) -> Stretch:
    """Return the first and the last day of a named stretch; weeks begin on Monday.

    >>> stretch("last_month", date(2026, 1, 31))
    (datetime.date(2025, 12, 1), datetime.date(2025, 12, 31))
    >>> stretch("this_week", date(2026, 2, 1))
    (datetime.date(2026, 1, 26), datetime.date(2026, 2, 1))
    """
    return _OF[name](today)

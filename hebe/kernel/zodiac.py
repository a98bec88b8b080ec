"""The sign a birthday falls under."""

from bisect import bisect_right
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

LABELS: dict[str, Promise] = {
    "aries": _("Aries"),
    "taurus": _("Taurus"),
    "gemini": _("Gemini"),
    "cancer": _("Cancer"),
    "leo": _("Leo"),
    "virgo": _("Virgo"),
    "libra": _("Libra"),
    "scorpio": _("Scorpio"),
    "sagittarius": _("Sagittarius"),
    "capricorn": _("Capricorn"),
    "aquarius": _("Aquarius"),
    "pisces": _("Pisces"),
}
_STARTS = [
    ((1, 1), "capricorn"),
    ((1, 20), "aquarius"),
    ((2, 19), "pisces"),
    ((3, 21), "aries"),
    ((4, 20), "taurus"),
    ((5, 21), "gemini"),
    ((6, 22), "cancer"),
    ((7, 23), "leo"),
    ((8, 23), "virgo"),
    ((9, 23), "libra"),
    ((10, 24), "scorpio"),
    ((11, 23), "sagittarius"),
    ((12, 22), "capricorn"),
]


def sign(birthday: date) -> str:
    """Return the code of the western zodiac sign, by the calendar used in China.

    >>> sign(date(1990, 3, 21)), sign(date(1990, 1, 19)), sign(date(1990, 12, 31))
    ('aries', 'capricorn', 'capricorn')
    """
    day = (birthday.month, birthday.day)
    return _STARTS[bisect_right(_STARTS, day, key=lambda start: start[0]) - 1][1]


def label(birthday: date) -> Promise:
    """Return the sign's name in the reader's language."""
    return LABELS[sign(birthday)]

"""Signs: every day of the year has one of twelve."""

from datetime import date, timedelta

import pytest

from hebe.kernel import zodiac


@pytest.mark.parametrize(
    ("day", "sign"),
    [
        ((3, 20), "pisces"),
        ((3, 21), "aries"),
        ((12, 21), "sagittarius"),
        ((12, 22), "capricorn"),
        ((1, 19), "capricorn"),
        ((1, 20), "aquarius"),
        ((2, 29), "pisces"),
    ],
)
def test_the_borders_fall_where_the_calendars_say(day, sign):
    assert zodiac.sign(date(2000, *day)) == sign


def test_a_year_has_exactly_the_twelve_labelled_signs():
    days = (date(2000, 1, 1) + timedelta(days=n) for n in range(366))
    assert {zodiac.sign(day) for day in days} == set(zodiac.LABELS)

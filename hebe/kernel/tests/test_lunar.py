"""Lunar days, beside those that the Hong Kong Observatory publishes."""

from datetime import date

import pytest

from hebe.kernel import lunar


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(1902, 2, 8), "正月初一"),
        (date(2020, 5, 23), "闰四月初一"),
        (date(2033, 12, 25), "闰冬月初四"),
        (date(2050, 1, 23), "正月初一"),
        (date(2099, 12, 31), "冬月二十"),
        (date(1901, 12, 31), ""),
        (date(2100, 1, 1), ""),
        (date(1, 1, 1), ""),
        (date(9999, 12, 31), ""),
    ],
)
def test_a_day_in_words(day, words):
    assert lunar.in_words(day) == words

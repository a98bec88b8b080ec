"""Answers are kept for some seconds, each for its own question."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from hebe.kernel.kept import Kept

AGE = timedelta(seconds=10)
START = datetime(2027, 1, 4, 2, tzinfo=UTC)


@pytest.fixture
def kept():
    return Kept(AGE, most=2)


def asked(kept, key, answer):
    return kept.get(key, lambda: answer)[1]


def test_an_answer_is_given_again_until_it_is_too_old(kept):
    with time_machine.travel(START, tick=False) as now:
        assert kept.get("a", lambda: 1) == (START, 1)
        now.shift(AGE - timedelta(seconds=1))
        assert kept.get("a", lambda: 2) == (START, 1)
        now.shift(1)
        assert kept.get("a", lambda: 2) == (START + AGE, 2)


def test_another_question_has_another_answer(kept):
    assert [asked(kept, "a", 1), asked(kept, "b", 2), asked(kept, "a", 3)] == [1, 2, 1]


def test_a_clock_that_was_put_back_keeps_nothing_for_ever(kept):
    with time_machine.travel(START, tick=False) as now:
        asked(kept, "a", 1)
        now.shift(-timedelta(hours=1))
        assert asked(kept, "a", 2) == 2


def test_no_more_is_kept_than_allowed(kept):
    assert [asked(kept, key, key) for key in "abc"] == ["a", "b", "c"]
    assert asked(kept, "a", "anew") == "anew"

"""A submission is remembered for a while."""

from datetime import timedelta

import pytest

from hebe.access.errors import IdempotencyKeyReused
from hebe.access.models import Submission
from hebe.access.once import LONGEST_ANSWER, claim, forget_old, remember
from hebe.access.tasks import tidy_up
from hebe.kernel import clock


@pytest.fixture
def claimed(nurse):
    return lambda token="a", address="/x/", fingerprint="1": claim(
        nurse, token, address=address, fingerprint=fingerprint
    )


def test_the_second_to_come_repeats(claimed):
    row, is_first = claimed()
    remember(row, status=200, body="done")
    again, second_is_first = claimed()
    assert (is_first, second_is_first) == (True, False)
    assert (again.pk, again.status, again.body) == (row.pk, 200, "done")


@pytest.mark.parametrize("other", [{"address": "/y/"}, {"fingerprint": "2"}])
def test_a_token_belongs_to_what_was_sent_with_it(claimed, other):
    claimed()
    with pytest.raises(IdempotencyKeyReused):
        claimed(**other)


def test_an_answer_that_is_too_long_is_not_kept(claimed):
    row, _first = claimed()
    remember(row, status=200, body="x" * (LONGEST_ANSWER + 1))
    assert claimed()[0].body == ""


def test_after_a_week_it_is_forgotten(claimed, group):
    claimed()
    with clock.pretending(clock.now() + timedelta(days=6)):
        assert forget_old(group) == 0
    with clock.pretending(clock.now() + timedelta(days=8)):
        tidy_up(0)
    assert Submission.objects.of(group).count() == 0

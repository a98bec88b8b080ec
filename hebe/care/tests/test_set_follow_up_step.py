"""set_follow_up_step and stop_follow_up_step: what they promise and refuse."""

import pytest

from hebe.architecture.cast import item_of
from hebe.care.models import FollowUpStep
from hebe.care.queries import all_steps, steps_for
from hebe.care.services import set_follow_up_step, stop_follow_up_step
from hebe.catalog.models import Category
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.tenancy.context import working_for


def test_an_item_has_its_own_steps_or_the_general_ones(boss, steps, botox, laser):
    own = set_follow_up_step(boss, item_id=botox.pk, day=14, title=" 复诊提醒 ")
    assert own.title == "复诊提醒"
    assert steps_for(boss, botox.pk) == [own]
    assert steps_for(boss, laser.pk) == steps


def test_the_same_day_is_replaced(boss, steps, group):
    again = set_follow_up_step(boss, item_id=None, day=1, title="明天打电话", script="疼不疼？")
    assert (again.pk, again.script) == (steps[0].pk, "疼不疼？")
    assert FollowUpStep.objects.of(group).count() == 3


@pytest.mark.parametrize(
    ("field", "given"), [("day", {"day": 0}), ("day", {"day": 366}), ("title", {"title": " "})]
)
def test_what_does_not_fit_is_named(boss, group, field, given):
    with pytest.raises(Invalid) as refused:
        set_follow_up_step(boss, **({"item_id": None, "day": 1, "title": "x"} | given))
    assert refused.value.field == field
    assert not FollowUpStep.objects.of(group).exists()


def test_a_neighbours_item_cannot_be_named(boss, founded, group):
    _ours, theirs = founded
    with working_for(theirs.pk):
        shelf = Category.objects.of(theirs).create(group_id=theirs.pk, name="对街")
        hers = item_of(theirs, shelf, "X", "对街")
    with pytest.raises(NotFound):
        set_follow_up_step(boss, item_id=hers.pk, day=1, title="x")
    assert not FollowUpStep.objects.of(group).exists()


def test_who_may_not_set_steps(frontdesk, steps, group):
    with pytest.raises(Forbidden):
        set_follow_up_step(frontdesk, item_id=None, day=2, title="x")
    with pytest.raises(Forbidden):
        stop_follow_up_step(frontdesk, step_id=steps[0].pk)
    assert FollowUpStep.objects.of(group).filter(is_active=True).count() == 3


def test_a_stopped_step_is_asked_no_more_and_can_come_back(boss, steps):
    stop_follow_up_step(boss, step_id=steps[0].pk)
    assert steps_for(boss, None) == steps[1:]
    assert steps[0] not in all_steps(boss)
    with pytest.raises(NotFound):
        stop_follow_up_step(boss, step_id=steps[0].pk)
    set_follow_up_step(boss, item_id=None, day=1, title="又问")
    assert len(steps_for(boss, None)) == 3


def test_the_rival_sees_and_stops_nothing(rival, steps, group):
    with working_for(rival.group_id):
        assert steps_for(rival, None) == []
        with pytest.raises(NotFound):
            stop_follow_up_step(rival, step_id=steps[0].pk)
    assert FollowUpStep.objects.of(group).filter(is_active=True).count() == 3

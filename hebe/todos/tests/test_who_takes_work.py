"""Work goes to people of its store who can sign in, and to nobody else."""

from datetime import timedelta

import pytest

from hebe.kernel import clock
from hebe.staff.models import StoreMember
from hebe.staff.queries import takers
from hebe.todos.errors import NotYours, OwnerCannotSignIn, OwnerElsewhere, OwnerNotAtWork
from hebe.todos.models import Notification, Todo
from hebe.todos.services import hand_over_todo, hand_over_todos

TODAY = clock.today("Asia/Shanghai")


def _left(member, xuhui):
    member.left_on = TODAY - timedelta(days=1)
    member.save()


def _still_to_come(member, xuhui):
    member.hired_on = TODAY + timedelta(days=1)
    member.save()


def _without_log_in(member, xuhui):
    member.user = None
    member.save()


def _log_in_closed(member, xuhui):
    member.user.is_active = False
    member.user.save()


def _elsewhere(member, xuhui):
    StoreMember.objects.of(member).filter(member=member).update(store=xuhui)


UNFIT = (
    (_left, OwnerNotAtWork),
    (_still_to_come, OwnerNotAtWork),
    (_without_log_in, OwnerCannotSignIn),
    (_log_in_closed, OwnerCannotSignIn),
    (_elsewhere, OwnerElsewhere),
)


@pytest.fixture(params=UNFIT, ids=[change.__name__.strip("_") for change, _no in UNFIT])
def unfit(request, zhou_ke, xuhui):
    """Return 周可, who cannot take work, and the refusal that says why."""
    change, refusal = request.param
    change(zhou_ke, xuhui)
    return zhou_ke, refusal


def test_nobody_unfit_is_given_work(given, unfit, group):
    owner, refusal = unfit
    with pytest.raises(refusal) as no:
        given(owner_id=owner.pk)
    assert (no.value.field, "周可" in str(no.value)) == ("owner_id", True)
    assert no.value.advice
    assert not Todo.objects.of(group).exists()


def test_nobody_unfit_is_handed_work(given, manager, unfit, jiang, group):
    owner, refusal = unfit
    todo = given()
    with pytest.raises(refusal):
        hand_over_todo(manager, todo_id=todo.pk, owner_id=owner.pk)
    with pytest.raises(refusal):
        hand_over_todos(manager, todo_ids=[todo.pk], owner_id=owner.pk)
    assert Todo.objects.of(group).get().owner == jiang
    assert not Notification.objects.of(group).exists()


def test_nobody_unfit_is_offered(unfit, group, jingan, jiang):
    assert list(takers(group, {jingan.pk}, TODAY)) == [jiang]


def test_who_has_a_last_day_ahead_still_works(given, manager, zhou_ke):
    zhou_ke.left_on = TODAY + timedelta(days=7)
    zhou_ke.save()
    assert hand_over_todo(manager, todo_id=given().pk, owner_id=zhou_ke.pk).owner == zhou_ke


def test_work_of_two_stores_is_offered_to_people_of_both(group, jingan, xuhui, jiang, zhou_ke):
    StoreMember.objects.of(group).create(group_id=group.pk, member=zhou_ke, store=xuhui)
    assert list(takers(group, {jingan.pk, xuhui.pk}, TODAY)) == [zhou_ke]


def test_who_looks_after_it_must_hear_of_it(given, zhou_ke, xuhui, group):
    _elsewhere(zhou_ke, xuhui)
    assert given(supervisor_id=zhou_ke.pk).supervisor == zhou_ke
    _without_log_in(zhou_ke, xuhui)
    with pytest.raises(OwnerCannotSignIn) as no:
        given(supervisor_id=zhou_ke.pk, source="test:2")
    assert no.value.field == "supervisor_id"
    assert Todo.objects.of(group).count() == 1


def test_a_repeat_returns_what_stands_though_its_owner_left(given, jiang):
    todo = given()
    _left(jiang, None)
    assert given() == todo


def test_a_colleagues_work_is_not_handed_on(given, callcenter, zhou_ke, jiang, group):
    todo = given()
    with pytest.raises(NotYours):
        hand_over_todo(callcenter, todo_id=todo.pk, owner_id=zhou_ke.pk)
    assert Todo.objects.of(group).get().owner == jiang


def test_nobodys_work_is_handed_on(given, callcenter, zhou_ke):
    todo = given(owner_id=None)
    assert hand_over_todo(callcenter, todo_id=todo.pk, owner_id=zhou_ke.pk).owner == zhou_ke

"""hand_over_todo: what it promises and what it refuses."""

import pytest

from hebe.access.errors import NotYourStore
from hebe.architecture.cast import member_of, only
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.tenancy.context import working_for
from hebe.todos.errors import AlreadyDone
from hebe.todos.models import Notification, Todo
from hebe.todos.services import finish_todo, hand_over_todo, hand_over_todos


def test_the_new_owner_has_it_and_is_told(given, manager, consultant, zhou_ke, group):
    todo = hand_over_todo(manager, todo_id=given().pk, owner_id=zhou_ke.pk)
    assert todo.owner == zhou_ke
    line = Notification.objects.of(group).get()
    assert (line.user_id, line.text) == (consultant.user_id, todo.title)


def test_finished_work_stays_where_it_is(given, boss, zhou_ke):
    todo = given()
    finish_todo(boss, todo_id=todo.pk)
    with pytest.raises(AlreadyDone):
        hand_over_todo(boss, todo_id=todo.pk, owner_id=zhou_ke.pk)


def test_a_neighbour_gets_no_work(given, boss, founded, jiang, group):
    _ours, theirs = founded
    with working_for(theirs.pk):
        from hebe.tenancy.models import Store  # noqa: PLC0415

        hers = member_of(theirs, Store.objects.of(theirs).get(), "对街", "advisor")
    with pytest.raises(NotFound):
        hand_over_todo(boss, todo_id=given().pk, owner_id=hers.pk)
    assert Todo.objects.of(group).get().owner == jiang


def test_who_may_not_hand_over(given, frontdesk, boss, xuhui, zhou_ke, jiang, rival, group):
    todo = given()
    with pytest.raises(Forbidden):
        hand_over_todo(frontdesk, todo_id=todo.pk, owner_id=zhou_ke.pk)
    elsewhere = only(boss, "todos.hand_over", stores=[xuhui.pk])
    with pytest.raises(NotYourStore):
        hand_over_todo(elsewhere, todo_id=todo.pk, owner_id=zhou_ke.pk)
    with working_for(rival.group_id), pytest.raises(NotFound):
        hand_over_todo(rival, todo_id=todo.pk, owner_id=zhou_ke.pk)
    assert Todo.objects.of(group).get().owner == jiang


def test_many_go_together_or_not_at_all(given, manager, zhou_ke, group):
    keys = [given(source=f"t:{n}").pk for n in range(3)]
    assert hand_over_todos(manager, todo_ids=keys, owner_id=zhou_ke.pk) == 3
    assert set(Todo.objects.of(group).values_list("owner_id", flat=True)) == {zhou_ke.pk}


def test_five_hundred_at_once_are_enough(manager, zhou_ke):
    with pytest.raises(Invalid):
        hand_over_todos(manager, todo_ids=list(range(1, 502)), owner_id=zhou_ke.pk)

"""todo_list: whose work is seen."""

import pytest

from hebe.architecture.cast import only
from hebe.kernel.errors import Forbidden, NotFound
from hebe.todos.queries import get_todo, todo_list


def test_own_work_is_seen_and_others_is_not(given, frontdesk, cashier):
    todo = given()
    assert list(todo_list(frontdesk)) == [todo]
    assert list(todo_list(cashier)) == []
    with pytest.raises(NotFound):
        get_todo(cashier, todo.pk)


def test_what_nobody_has_is_seen_by_the_store(given, boss, jingan, xuhui):
    given(owner_id=None)
    assert todo_list(only(boss, "todos.view", stores=[jingan.pk])).count() == 1
    assert todo_list(only(boss, "todos.view", stores=[xuhui.pk])).count() == 0


def test_leaders_see_everybodys_of_their_stores(given, manager, boss, xuhui):
    given()
    assert todo_list(manager).count() == 1
    elsewhere = only(boss, "todos.view", "todos.all", stores=[xuhui.pk])
    assert todo_list(elsewhere).count() == 0


def test_a_leader_of_the_whole_group_sees_everybodys(given, gm):
    todo = given()
    assert list(todo_list(gm)) == [todo]


def test_without_the_right_nothing_is_seen(stranger):
    with pytest.raises(Forbidden):
        todo_list(stranger)

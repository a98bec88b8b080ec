"""finish_todo: what it promises and what it refuses."""

import pytest

from hebe.architecture.cast import only
from hebe.journal.models import TimelineEntry
from hebe.kernel.errors import Forbidden, NotFound
from hebe.tenancy.context import working_for
from hebe.todos.errors import AlreadyDone, NotYours, OutcomeMissing
from hebe.todos.models import Todo
from hebe.todos.services import finish_todo


def test_its_owner_finishes_it(given, frontdesk, jiang, qin_lan, group):
    todo = finish_todo(frontdesk, todo_id=given(customer_id=qin_lan.pk).pk, outcome=" 已确认 ")
    assert (todo.state, todo.outcome, todo.done_by) == ("done", "已确认", jiang)
    assert todo.done_at is not None
    entry = TimelineEntry.objects.of(group).get(customer_id=qin_lan.pk)
    assert entry.name == "TodoDone"


def test_it_is_finished_once(given, frontdesk):
    todo = given()
    finish_todo(frontdesk, todo_id=todo.pk)
    with pytest.raises(AlreadyDone):
        finish_todo(frontdesk, todo_id=todo.pk)


@pytest.mark.parametrize("kind", ["call", "follow_up"])
def test_a_call_needs_a_word_on_what_came_of_it(given, frontdesk, kind, group):
    todo = given(kind=kind)
    with pytest.raises(OutcomeMissing):
        finish_todo(frontdesk, todo_id=todo.pk, outcome="  ")
    assert Todo.objects.of(group).get().state == "open"


def test_it_belongs_to_its_owner(given, cashier, group):
    with pytest.raises(NotYours):
        finish_todo(cashier, todo_id=given().pk)
    assert Todo.objects.of(group).get().state == "open"


def test_her_manager_may_finish_it_too(given, manager):
    assert finish_todo(manager, todo_id=given().pk).state == "done"


def test_what_nobody_has_is_anybodys_of_the_store(given, boss, jingan, xuhui):
    todo = given(owner_id=None)
    elsewhere = only(boss, "todos.finish", stores=[xuhui.pk])
    with pytest.raises(NotYours):
        finish_todo(elsewhere, todo_id=todo.pk)
    here = only(boss, "todos.finish", stores=[jingan.pk])
    assert finish_todo(here, todo_id=todo.pk).state == "done"


def test_who_may_not_finish(given, stranger, rival, group):
    todo = given()
    with pytest.raises(Forbidden):
        finish_todo(stranger, todo_id=todo.pk)
    with working_for(rival.group_id), pytest.raises(NotFound):
        finish_todo(rival, todo_id=todo.pk)
    assert Todo.objects.of(group).get().state == "open"

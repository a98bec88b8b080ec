"""cancel_todo: work that need not be done stays readable, with who and why."""

import pytest

from hebe.kernel.errors import Invalid
from hebe.todos.errors import AlreadyDone, NotYours
from hebe.todos.models import Cancellation, Notification
from hebe.todos.queries import my_open
from hebe.todos.services import cancel_todo


def test_a_leader_calls_it_off_and_the_owner_is_told(given, manager, frontdesk, jiang, group):
    todo = cancel_todo(manager, todo_id=given().pk, reason="客户已取消预约")
    assert (todo.state, my_open(frontdesk)) == ("cancelled", [])
    row = Cancellation.objects.of(group).get()
    assert (row.who, row.reason, row.user_id) == (
        manager.name, "客户已取消预约", manager.user_id,
    )  # fmt: skip
    assert Notification.objects.of(group).get().user_id == frontdesk.user_id


def test_who_gave_it_out_may_and_who_has_it_from_her_may_not(
    given, doctor, dr_lin, frontdesk, group
):
    key = given(supervisor_id=dr_lin.pk).pk
    with pytest.raises(NotYours):
        cancel_todo(frontdesk, todo_id=key, reason="不想做")
    assert not Cancellation.objects.of(group).exists()
    assert cancel_todo(doctor, todo_id=key, reason="不用了").state == "cancelled"


def test_it_needs_a_reason_and_happens_once(given, manager, group):
    key = given().pk
    with pytest.raises(Invalid):
        cancel_todo(manager, todo_id=key, reason=" ")
    cancel_todo(manager, todo_id=key, reason="重复")
    with pytest.raises(AlreadyDone):
        cancel_todo(manager, todo_id=key, reason="重复")
    assert Cancellation.objects.of(group).count() == 1

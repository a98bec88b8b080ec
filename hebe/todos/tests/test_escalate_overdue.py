"""escalate_overdue: supervisors hear of late work, once."""

from datetime import timedelta

import pytest

from hebe.access.actor import system_actor
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden
from hebe.todos.models import Escalation, Notification
from hebe.todos.queries import todo_list
from hebe.todos.services import escalate_overdue


@pytest.fixture
def job(group):
    return system_actor(group.pk, "Hebe", "todos.create")


@pytest.fixture
def late(given, dr_lin):
    return given(due_at=clock.now() - timedelta(hours=5), supervisor_id=dr_lin.pk)


def test_the_supervisor_is_told_once(late, job, doctor, group):
    assert escalate_overdue(job) == 1
    assert escalate_overdue(job) == 0
    line = Notification.objects.of(group).get()
    assert (line.user_id, line.tone) == (doctor.user_id, "bad")


def test_she_sees_it_from_then_on(late, job, doctor):
    assert list(todo_list(doctor)) == []
    escalate_overdue(job)
    assert list(todo_list(doctor)) == [late]


def test_four_hours_are_granted(given, job, dr_lin, group):
    given(due_at=clock.now() - timedelta(hours=3), supervisor_id=dr_lin.pk)
    assert escalate_overdue(job) == 0
    assert not Escalation.objects.of(group).exists()


def test_without_a_supervisor_nobody_is_told(given, job, group):
    given(due_at=clock.now() - timedelta(days=2))
    assert escalate_overdue(job) == 0
    assert not Notification.objects.of(group).exists()


def test_who_may_not_escalate(late, stranger, group):
    with pytest.raises(Forbidden):
        escalate_overdue(stranger)
    assert not Notification.objects.of(group).exists()

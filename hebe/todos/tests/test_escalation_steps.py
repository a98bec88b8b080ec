"""Steps of escalation: whom late work is told to is the group's own to say."""

from datetime import timedelta

import pytest
import time_machine

from hebe.access.actor import system_actor
from hebe.architecture.cast import member_of, user_of
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.todos.models import Escalation, EscalationStep, Notification
from hebe.todos.queries import escalation_steps, steps_of, todo_list
from hebe.todos.services import escalate_overdue, set_escalation_step, stop_escalation_step

HOURLY = {"kind": "task", "position": 2, "after_minutes": 60, "to": "post", "post": "cashier"}


@pytest.fixture
def job(group):
    return system_actor(group.pk, "Hebe", "todos.create")


@pytest.fixture
def tang(group, jingan):
    user = user_of(group, "cashier", jingan)
    return member_of(group, jingan, "唐悦", "cashier", user=user)


def told(group):
    rows = Escalation.objects.of(group).order_by("pk")
    return list(rows.values_list("position", "round", "member__name"))


def test_a_post_is_told_again_and_again_but_not_for_ever(given, gm, job, tang, cashier, group):
    set_escalation_step(gm, **HOURLY, repeat_minutes=30, times=2)
    todo = given(due_at=clock.now() - timedelta(minutes=61))
    start = clock.now()
    for minutes in (0, 5, 30, 35, 60, 300):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            escalate_overdue(job)
    assert told(group) == [(2, 1, "唐悦"), (2, 2, "唐悦")]
    assert Notification.objects.of(group).filter(user_id=cashier.user_id).count() == 2
    assert list(todo_list(cashier)) == [todo]


def test_the_first_change_keeps_the_steps_it_was_registered_with(gm, group):
    set_escalation_step(gm, **HOURLY)
    assert [s.position for s in steps_of(gm, "task")] == [1, 2]
    assert [s.position for s in escalation_steps(gm)["call"]] == [1]


def test_a_stopped_step_tells_nobody(given, gm, job, dr_lin, group):
    stop_escalation_step(gm, kind="task", position=1)
    given(due_at=clock.now() - timedelta(days=1), supervisor_id=dr_lin.pk)
    assert escalate_overdue(job) == 0
    assert steps_of(gm, "task") == []
    with pytest.raises(NotFound):
        stop_escalation_step(gm, kind="task", position=1)


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "dance"}, {"position": 0}, {"after_minutes": 10**6}, {"post": "king"},
        {"to": "moon"}, {"repeat_minutes": 1}, {"times": 0},
    ],
)  # fmt: skip
def test_what_makes_no_step_is_refused(gm, wrong, group):
    with pytest.raises(Invalid):
        set_escalation_step(gm, **HOURLY | {"repeat_minutes": 30} | wrong)
    assert not EscalationStep.objects.of(group).exists()


def test_it_is_set_for_the_whole_group(manager, group):
    with pytest.raises(Forbidden):
        set_escalation_step(manager, **HOURLY)
    assert not EscalationStep.objects.of(group).exists()


def test_a_place_where_nobody_has_the_post_is_looked_at_once(given, gm, job, group):
    set_escalation_step(gm, **HOURLY)
    given(due_at=clock.now() - timedelta(hours=2))
    assert (escalate_overdue(job), escalate_overdue(job)) == (0, 0)
    assert told(group) == [(2, 1, None)]

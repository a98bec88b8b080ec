"""plan_follow_ups: what it promises and what it refuses."""

from copy import copy
from datetime import datetime, timedelta

import pytest

from hebe.architecture.cast import member_of, user_of
from hebe.care.models import FollowUp
from hebe.care.queries import follow_ups, of_customer
from hebe.care.services import plan_follow_ups
from hebe.kernel.errors import Forbidden, NotFound
from hebe.staff.models import StoreMember
from hebe.tenancy.context import working_for
from hebe.todos.queries import my_open, todo_list


def test_each_step_becomes_work_of_her_advisor(boss, steps, treated, consultant, zhou_ke):
    planned = plan_follow_ups(boss, treatment_id=treated.pk)
    assert [row.step for row in planned] == steps
    todos = my_open(consultant)
    assert [todo.owner for todo in todos] == [zhou_ke] * 3
    assert {todo.customer_id for todo in todos} == {treated.customer_id}
    evening = datetime.fromisoformat("2027-01-04T18:00:00+08:00")
    assert [todo.due_at for todo in todos] == [evening + timedelta(days=d) for d in (1, 3, 7)]


def test_again_adds_nothing(boss, steps, treated, group):
    first = plan_follow_ups(boss, treatment_id=treated.pk)
    assert plan_follow_ups(boss, treatment_id=treated.pk) == first
    assert FollowUp.objects.of(group).count() == 3


def test_without_an_advisor_who_treated_her_asks(boss, steps, treated, zhou_ke, dr_lin):
    zhou_ke.left_on = treated.day
    zhou_ke.save()
    planned = plan_follow_ups(boss, treatment_id=treated.pk)
    assert planned[0].todo.owner == dr_lin


@pytest.mark.parametrize("lacking", ["log-in", "store"])
def test_an_advisor_who_cannot_do_it_is_passed_over(
    boss, steps, treated, zhou_ke, dr_lin, xuhui, lacking
):
    if lacking == "log-in":
        zhou_ke.user = None
        zhou_ke.save()
    else:
        StoreMember.objects.of(boss).filter(member=zhou_ke).update(store=xuhui)
    planned = plan_follow_ups(boss, treatment_id=treated.pk)
    assert planned[0].todo.owner == dr_lin


def test_when_nobody_can_do_it_it_is_anybodys_of_the_store(
    boss, frontdesk, steps, treated, zhou_ke, dr_lin
):
    for member in (zhou_ke, dr_lin):
        member.user = None
        member.save()
    planned = plan_follow_ups(boss, treatment_id=treated.pk)
    assert planned[0].todo.owner is None
    assert todo_list(frontdesk).count() == 3


def test_the_store_manager_hears_when_it_is_late(boss, steps, treated, group, jingan):
    member_of(group, jingan, "许晚", "manager")
    boss_of_store = member_of(
        group, jingan, "许雯", "manager", user=user_of(group, "manager", jingan)
    )
    planned = plan_follow_ups(boss, treatment_id=treated.pk)
    assert planned[0].todo.supervisor == boss_of_store


def test_an_item_without_steps_plans_nothing(boss, treated):
    assert plan_follow_ups(boss, treatment_id=treated.pk) == []


def test_who_may_not_plan(cashier, steps, treated, group):
    with pytest.raises(Forbidden):
        plan_follow_ups(cashier, treatment_id=treated.pk)
    assert not FollowUp.objects.of(group).exists()


def test_the_rival_finds_no_treatment_and_no_follow_up(rival, boss, steps, treated):
    plan_follow_ups(boss, treatment_id=treated.pk)
    with working_for(rival.group_id):
        with pytest.raises(NotFound):
            plan_follow_ups(rival, treatment_id=treated.pk)
        assert list(follow_ups(rival)) == []
        assert of_customer(rival, treated.customer_id) == []


def test_nothing_is_asked_after_what_is_not_finished(boss, steps, treated, group):
    running = copy(treated)
    running.pk, running.state, running.ended_at = None, "running", None
    running.save()
    with pytest.raises(NotFound):
        plan_follow_ups(boss, treatment_id=running.pk)
    assert FollowUp.objects.of(group).count() == 0

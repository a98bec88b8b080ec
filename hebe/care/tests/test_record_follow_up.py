"""record_follow_up: what it promises and what it refuses."""

from copy import copy
from datetime import date, timedelta

import pytest
import time_machine

from hebe.care.models import FollowUp
from hebe.care.services import plan_follow_ups, record_follow_up
from hebe.journal.models import TimelineEntry
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.staff.models import Member
from hebe.tenancy.context import working_for
from hebe.todos.errors import AlreadyDone, NotYours, OutcomeMissing
from hebe.todos.models import Todo


@pytest.fixture
def asked(boss, steps, treated):
    return plan_follow_ups(boss, treatment_id=treated.pk)[0]


def test_what_she_said_is_kept_and_the_work_is_done(consultant, asked, group, qin_lan):
    done = record_follow_up(
        consultant, follow_up_id=asked.pk, recovery=" 微红 ", satisfaction=5
    )
    assert (done.recovery, done.satisfaction) == ("微红", 5)
    assert Todo.objects.of(group).get(pk=asked.todo_id).state == "done"
    told = TimelineEntry.objects.of(group).filter(customer_id=qin_lan.pk)
    assert [entry.name for entry in told] == ["FollowUpDone"]


@pytest.mark.parametrize("score", [1, 2])
def test_an_unhappy_answer_makes_her_doctor_call_back(consultant, asked, dr_lin, group, score):
    record_follow_up(consultant, follow_up_id=asked.pk, recovery="很疼", satisfaction=score)
    call = Todo.objects.of(group).get(kind="call")
    assert (call.owner, call.customer_id, call.state) == (dr_lin, asked.customer_id, "open")


def test_a_fair_answer_calls_nobody(consultant, asked, group):
    record_follow_up(consultant, follow_up_id=asked.pk, recovery="好", satisfaction=3)
    assert not Todo.objects.of(group).filter(kind="call").exists()


def test_it_is_recorded_once(consultant, asked):
    record_follow_up(consultant, follow_up_id=asked.pk, recovery="好")
    with pytest.raises(AlreadyDone):
        record_follow_up(consultant, follow_up_id=asked.pk, recovery="又好")


def test_it_needs_a_word_and_a_score_within_five(consultant, asked, group):
    with pytest.raises(OutcomeMissing):
        record_follow_up(consultant, follow_up_id=asked.pk, recovery=" ")
    with pytest.raises(Invalid):
        record_follow_up(consultant, follow_up_id=asked.pk, recovery="好", satisfaction=6)
    assert FollowUp.objects.of(group).get(pk=asked.pk).recovery == ""
    assert Todo.objects.of(group).get(pk=asked.todo_id).state == "open"


def test_who_may_not_record(cashier, nurse, asked, rival, group):
    with pytest.raises(Forbidden):
        record_follow_up(cashier, follow_up_id=asked.pk, recovery="好")
    with pytest.raises(NotYours):
        record_follow_up(nurse, follow_up_id=asked.pk, recovery="好")
    with working_for(rival.group_id), pytest.raises(NotFound):
        record_follow_up(rival, follow_up_id=asked.pk, recovery="好")
    assert Todo.objects.of(group).get(pk=asked.todo_id).state == "open"


def test_another_doctor_of_hers_calls_back_when_the_first_has_left(
    consultant, asked, dr_chen, dr_lin, treated, group, monday
):
    Member.objects.of(group).filter(pk=dr_lin.pk).update(left_on=date(2027, 1, 5))
    treated.customer.doctor = dr_chen
    treated.customer.save()
    with time_machine.travel(monday("10:00") + timedelta(days=7)):
        record_follow_up(consultant, follow_up_id=asked.pk, recovery="很疼", satisfaction=1)
    assert Todo.objects.of(group).get(kind="call").owner == dr_chen


def test_after_a_nurse_treated_her_a_doctor_calls_back(
    consultant, asked, dr_lin, nurse_fang, treated, boss, group
):
    by_nurse = copy(treated)
    by_nurse.pk, by_nurse.performer = None, nurse_fang
    by_nurse.save()
    first = plan_follow_ups(boss, treatment_id=by_nurse.pk)[0]
    record_follow_up(consultant, follow_up_id=first.pk, recovery="很疼", satisfaction=1)
    assert Todo.objects.of(group).get(kind="call").owner == dr_lin

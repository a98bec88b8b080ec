"""Substitutes: who is away has somebody who sees and does her work."""

from datetime import timedelta

import pytest

from hebe.architecture.cast import member_of, user_of
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.todos.errors import HasSubstitute
from hebe.todos.models import Notification, Substitute
from hebe.todos.queries import my_open, substitute_list, todo_list
from hebe.todos.services import claim_todo, end_substitute, finish_todo, name_substitute


@pytest.fixture
def today():
    return clock.today("Asia/Shanghai")


@pytest.fixture
def tang(group, jingan):
    user = user_of(group, "cashier", jingan)
    return member_of(group, jingan, "唐悦", "cashier", user=user)


@pytest.fixture
def away(frontdesk, jiang, tang, today):
    return name_substitute(
        frontdesk, substitute_id=tang.pk, starts_on=today, ends_on=today + timedelta(days=7)
    )


def test_her_work_is_in_the_substitutes_day_and_can_be_done(given, away, cashier, frontdesk):
    todo = given()
    assert my_open(cashier) == [todo]
    assert my_open(cashier)[0].owner.name == "江雨桐"
    assert finish_todo(cashier, todo_id=todo.pk).done_by.name == "唐悦"


def test_what_waits_for_her_post_waits_for_the_substitute_too(given, away, cashier, tang):
    todo = given(owner_id=None, for_post="frontdesk")
    assert my_open(cashier) == [todo]
    assert claim_todo(cashier, todo_id=todo.pk).owner == tang


def test_before_and_after_it_is_hers_alone(given, cashier, frontdesk, jiang, tang, today):
    given()
    name_substitute(
        frontdesk, substitute_id=tang.pk, starts_on=today + timedelta(days=1),
        ends_on=today + timedelta(days=2),
    )  # fmt: skip
    assert (my_open(cashier), list(todo_list(cashier))) == ([], [])


def test_ending_it_takes_effect_at_once(given, away, cashier, frontdesk, group):
    given()
    end_substitute(frontdesk, absence_id=away.pk)
    assert my_open(cashier) == []
    assert not Substitute.objects.of(group).exists()


def test_the_substitute_is_told(away, cashier, group):
    assert Notification.objects.of(group).get().user_id == cashier.user_id


def test_one_at_a_time(away, frontdesk, dr_lin, today, group):
    with pytest.raises(HasSubstitute):
        name_substitute(frontdesk, substitute_id=dr_lin.pk, starts_on=today, ends_on=today)
    assert Substitute.objects.of(group).count() == 1


def test_nobody_stands_in_for_herself_or_backwards(frontdesk, jiang, tang, today, group):
    for substitute, ends in ((jiang, today), (tang, today - timedelta(days=1))):
        with pytest.raises(Invalid):
            name_substitute(
                frontdesk, substitute_id=substitute.pk, starts_on=today, ends_on=ends
            )
    assert not Substitute.objects.of(group).exists()


def test_a_leader_names_one_for_her_people_and_others_do_not(
    manager, nurse, nurse_fang, jiang, tang, today, group
):
    given = {"substitute_id": tang.pk, "starts_on": today, "ends_on": today}
    with pytest.raises(Forbidden):
        name_substitute(nurse, member_id=jiang.pk, **given)
    row = name_substitute(manager, member_id=jiang.pk, **given)
    assert substitute_list(manager) == [row]
    assert substitute_list(nurse) == []
    with pytest.raises(NotFound):
        end_substitute(nurse, absence_id=row.pk)


def test_the_substitute_sees_it_but_does_not_end_it(away, cashier):
    assert substitute_list(cashier) == [away]
    with pytest.raises(Forbidden):
        end_substitute(cashier, absence_id=away.pk)

"""Work that nobody has: who may take it up, and that one does."""

import pytest

from hebe.architecture.cast import member_of, user_of
from hebe.kernel.errors import Invalid
from hebe.todos.errors import AlreadyDone, AlreadyTaken, NotClaimed, NotYours
from hebe.todos.models import Todo
from hebe.todos.queries import my_open, todo_list
from hebe.todos.services import claim_todo, create_todo, finish_todo, give_back_todo


@pytest.fixture
def tang(group, jingan):
    user = user_of(group, "cashier", jingan)
    return member_of(group, jingan, "唐悦", "cashier", user=user)


@pytest.fixture
def xu_wen(group, jingan):
    user = user_of(group, "manager", jingan)
    return member_of(group, jingan, "许雯", "manager", user=user)


def test_who_holds_the_right_sees_it_in_list_and_day(given, manager, xu_wen, cashier, tang):
    todo = given(owner_id=None, for_right="billing.discount")
    assert (list(todo_list(manager)), my_open(manager)) == ([todo], [todo])
    assert (list(todo_list(cashier)), my_open(cashier)) == ([], [])


def test_a_right_elsewhere_is_none_here(given, xuhui, manager, xu_wen):
    given(owner_id=None, for_right="billing.discount", store_id=xuhui.pk)
    assert my_open(manager) == []


def test_who_has_the_post_sees_it_in_list_and_day(given, cashier, tang, nurse, nurse_fang):
    todo = given(owner_id=None, for_post="cashier")
    assert (list(todo_list(cashier)), my_open(cashier)) == ([todo], [todo])
    assert (list(todo_list(nurse)), my_open(nurse)) == ([], [])


@pytest.mark.parametrize(
    ("candidates", "field"),
    [
        ({"for_right": "no.right"}, "for_right"),
        ({"for_post": "king"}, "for_post"),
        ({"for_post": "nurse", "for_right": "todos.view"}, "owner_id"),
    ],
)
def test_candidates_that_are_none(given, candidates, field, group):
    with pytest.raises(Invalid) as refused:
        given(owner_id=None, **candidates)
    assert refused.value.field == field
    assert not Todo.objects.of(group).exists()


def test_an_unknown_kind_is_refused(given, group):
    with pytest.raises(Invalid):
        given(kind="dance")
    assert not Todo.objects.of(group).exists()


def test_one_claims_it_and_it_is_gone_for_the_others(given, cashier, tang, group, jingan):
    other = member_of(group, jingan, "小唐", "cashier", user=user_of(group, "finance", jingan))
    todo = claim_todo(cashier, todo_id=given(owner_id=None, for_post="cashier").pk)
    assert (todo.owner, todo.claimed_at is not None) == (tang, True)
    from hebe.access.queries import actor_for  # noqa: PLC0415

    late = actor_for(other.user)
    assert my_open(late) == []
    with pytest.raises(AlreadyTaken):
        claim_todo(late, todo_id=todo.pk)


def test_it_can_be_put_back(given, cashier, tang):
    key = given(owner_id=None, for_post="cashier").pk
    claim_todo(cashier, todo_id=key)
    assert give_back_todo(cashier, todo_id=key).owner is None
    assert [todo.pk for todo in my_open(cashier)] == [key]


def test_what_was_given_by_name_is_not_put_back(given, frontdesk):
    with pytest.raises(NotClaimed):
        give_back_todo(frontdesk, todo_id=given().pk)


def test_who_is_no_candidate_takes_nothing(given, nurse, nurse_fang, group):
    todo = given(owner_id=None, for_post="cashier")
    with pytest.raises(NotYours):
        claim_todo(nurse, todo_id=todo.pk)
    todo.refresh_from_db()
    assert todo.owner is None


def test_what_is_done_is_not_taken_up(given, cashier, tang, boss):
    todo = given(owner_id=None, for_post="cashier")
    finish_todo(boss, todo_id=todo.pk)
    with pytest.raises(AlreadyDone):
        claim_todo(cashier, todo_id=todo.pk)


def test_a_day_costs_one_query_however_many_candidates(
    given, manager, xu_wen, django_assert_num_queries
):
    for number in range(5):
        given(owner_id=None, for_right="billing.discount", source=f"s{number}")
    my_open(manager)
    with django_assert_num_queries(1):
        assert len(my_open(manager)) == 5


def test_rivals_hold_no_right_here(given, rival, founded):
    from hebe.tenancy.context import working_for  # noqa: PLC0415

    given(owner_id=None, for_right="billing.discount")
    with working_for(founded[1].pk):
        assert my_open(rival) == []


def test_two_runs_of_the_same_source_make_one(given, boss, jingan):
    facts = given(owner_id=None, for_post="nurse")
    again = create_todo(
        boss, store_id=jingan.pk, title="别的", due_at=facts.due_at, source=facts.source
    )
    assert again == facts

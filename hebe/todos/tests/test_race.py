"""Many at one piece of work, or at one request: one succeeds."""

import pytest

from hebe.access.queries import actor_for
from hebe.architecture.cast import member_of, user_of
from hebe.architecture.crowd import at_once
from hebe.billing.models import OrderLine
from hebe.billing.services import Wanted, ask_discount, open_order
from hebe.tenancy.context import working_for
from hebe.todos.errors import AlreadyDecided, AlreadyTaken
from hebe.todos.models import Decision, Todo
from hebe.todos.services import cancel_todo, claim_todo, decide_approval

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def test_of_four_candidates_one_gets_it(given, group, jingan):
    actors = []
    for login in ("cashier", "nurse", "consultant", "advisor"):
        user = user_of(group, login, jingan)
        member_of(group, jingan, login, "cashier", user=user)
        actors.append(actor_for(user))
    key = given(owner_id=None, for_post="cashier").pk
    met = at_once(group, [lambda a=a: claim_todo(a, todo_id=key) for a in actors])
    assert sorted(map(str, met)) == sorted(map(str, [None, *[AlreadyTaken] * 3]))
    with working_for(group.pk):
        assert Todo.objects.of(group).get().owner is not None


@pytest.fixture
def asked(frontdesk, jingan, qin_lan, botox, group):
    open_order(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)])
    line = OrderLine.objects.of(group).get()
    return ask_discount(frontdesk, line_id=line.pk, price_fen=252_000, reason="老客户")


def test_two_deciders_and_a_withdrawal_make_one_end(asked, manager, director, frontdesk, group):
    key = asked.approval.todo_id
    met = at_once(
        group,
        [
            lambda: decide_approval(manager, todo_id=key, approve=True),
            lambda: decide_approval(director, todo_id=key, approve=False, reason="不行"),
            lambda: decide_approval(manager, todo_id=key, approve=True),
        ],
    )
    assert met.count(None) == 1
    assert {refusal for refusal in met if refusal} == {AlreadyDecided}
    with working_for(group.pk):
        outcome = Decision.objects.of(group).get().outcome
        price = OrderLine.objects.of(group).get().price_fen
        assert price == (252_000 if outcome == "approved" else 280_000)
    assert at_once(group, [lambda: cancel_todo(frontdesk, todo_id=key, reason="算了")]) != [
        None
    ]

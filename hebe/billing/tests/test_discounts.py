"""Discounts: within the limit of a role, or asked for and decided."""

import pytest
from django.db import DatabaseError, transaction

from hebe.access.models import Role
from hebe.architecture.cast import member_of, user_of
from hebe.billing.errors import (
    AlreadyAsked,
    ChangedSince,
    DiscountNotAllowed,
    DiscountPending,
    OrderClosed,
    WithinLimit,
)
from hebe.billing.models import DiscountRequest, Order, OrderLine
from hebe.billing.queries import discount_limits, limit_of, pending_discounts
from hebe.billing.services import (
    Wanted,
    add_line,
    ask_discount,
    cancel_order,
    change_line,
    offer_price,
    open_order,
    remove_line,
    set_discount_limit,
)
from hebe.catalog.models import Item
from hebe.kernel.errors import Forbidden, Invalid
from hebe.payments.services import take_payment
from hebe.todos.errors import AlreadyDecided, DecisionNeeded, NotYours, OwnRequest
from hebe.todos.models import Approval, Decision, Notification
from hebe.todos.queries import asked_of_me, my_open
from hebe.todos.services import cancel_todo, claim_todo, decide_approval, finish_todo

LIST, ASKED = 280_000, 224_000  # 20 % off


@pytest.fixture
def xu_wen(group, jingan):
    user = user_of(group, "manager", jingan)
    return member_of(group, jingan, "许雯", "manager", user=user)


@pytest.fixture
def order(consultant, jingan, qin_lan, botox, xu_wen):
    return open_order(
        consultant, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)]
    )


@pytest.fixture
def line(group, order):
    return OrderLine.objects.of(group).get(order=order)


@pytest.fixture
def asked(consultant, line):
    return offer_price(consultant, line_id=line.pk, price_fen=ASKED, reason="老客户续做")


@pytest.fixture
def key(asked):
    return asked.approval.todo_id


def price(line):
    line.refresh_from_db()
    return line.price_fen


def bells(group, actor):
    return list(
        Notification.objects.of(group)
        .filter(user_id=actor.user_id)
        .values_list("text", flat=True)
    )


@pytest.mark.parametrize(
    ("login", "percent"),
    [("frontdesk", 0), ("consultant", 10), ("cashier", 10), ("manager", 30), ("gm", 100)],
)
def test_every_role_has_its_limit(login, percent, actor_named, jingan):
    assert limit_of(actor_named(login), jingan.pk) == percent


def test_within_her_limit_nobody_is_asked(consultant, line, group):
    assert offer_price(consultant, line_id=line.pk, price_fen=252_000, reason="生日") is None
    assert price(line) == 252_000
    assert not DiscountRequest.objects.of(group).exists()
    with pytest.raises(WithinLimit):
        ask_discount(consultant, line_id=line.pk, price_fen=260_000, reason="生日")


def test_beyond_it_a_plain_change_is_refused_with_the_limit(consultant, line):
    with pytest.raises(DiscountNotAllowed) as refused:
        change_line(consultant, line_id=line.pk, price_fen=ASKED, reason="老客户")
    assert "10 %" in str(refused.value).replace("10%", "10 %")
    assert price(line) == LIST


def test_beyond_it_the_manager_is_asked_and_the_order_waits(
    asked, consultant, manager, cashier, order, line, group
):
    assert price(line) == LIST
    assert [row.pk for row in pending_discounts(consultant, order)] == [asked.pk]
    assert [row.pk for row in asked_of_me(manager)] == [asked.approval_id]
    assert [todo.pk for todo in my_open(manager)] == [asked.approval.todo_id]
    assert asked_of_me(consultant) == []
    assert len(bells(group, manager)) == 1
    with pytest.raises(DiscountPending):
        take_payment(cashier, order_id=order.pk, tenders=[("cash", LIST, "")])
    order.refresh_from_db()
    assert order.paid_fen == 0


def test_approved_it_is_charged_and_the_order_goes_on(
    key, consultant, manager, cashier, order, line, group
):
    decide_approval(manager, todo_id=key, approve=True)
    assert price(line) == ASKED
    assert line.explain[1] == [
        "discount", ASKED - LIST, f"老客户续做 · {consultant.name} · {manager.name}",
    ]  # fmt: skip
    assert len(bells(group, consultant)) == 1
    take_payment(cashier, order_id=order.pk, tenders=[("cash", ASKED, "")])
    order.refresh_from_db()
    assert order.state == "paid"


def test_rejected_it_stays_and_she_reads_why(key, consultant, manager, order, line, group):
    with pytest.raises(Invalid):
        decide_approval(manager, todo_id=key, approve=False)
    decide_approval(manager, todo_id=key, approve=False, reason="上月已优惠")
    assert price(line) == LIST
    assert "上月已优惠" in bells(group, consultant)[0]
    assert pending_discounts(consultant, order) == []


def test_it_is_decided_once(key, manager, line, group):
    decide_approval(manager, todo_id=key, approve=True)
    for approve in (True, False):
        with pytest.raises(AlreadyDecided):
            decide_approval(manager, todo_id=key, approve=approve, reason="再想想")
    assert Decision.objects.of(group).count() == 1


def test_who_asks_does_not_decide(key, consultant, line):
    with pytest.raises(Forbidden):
        decide_approval(consultant, todo_id=key, approve=True)
    assert price(line) == LIST


def test_a_manager_does_not_decide_her_own(manager, director, line, group):
    asked = offer_price(manager, line_id=line.pk, price_fen=140_000, reason="投诉补偿")
    key = asked.approval.todo_id
    for act in (
        lambda: decide_approval(manager, todo_id=key, approve=False, reason="算了"),
        lambda: claim_todo(manager, todo_id=key),
    ):
        with pytest.raises(OwnRequest):
            act()
    decide_approval(director, todo_id=key, approve=True)
    assert price(line) == 140_000


def test_nobody_approves_more_than_she_may_give(consultant, manager, gm, line, group):
    asked = offer_price(consultant, line_id=line.pk, price_fen=140_000, reason="投诉补偿")
    with pytest.raises(DiscountNotAllowed):
        decide_approval(manager, todo_id=asked.approval.todo_id, approve=True)
    assert not Decision.objects.of(group).exists()
    decide_approval(gm, todo_id=asked.approval.todo_id, approve=True)
    assert price(line) == 140_000


def test_a_list_price_of_another_day_is_not_what_was_asked(key, manager, line, group):
    OrderLine.objects.of(group).filter(pk=line.pk).update(list_fen=300_000)
    with pytest.raises(ChangedSince):
        decide_approval(manager, todo_id=key, approve=True)
    assert not Decision.objects.of(group).exists()


def test_another_thing_on_the_order_does_not_disturb_it(key, manager, consultant, order, line):
    item = Item.objects.of(consultant).get()
    add_line(consultant, order_id=order.pk, wanted=Wanted(item.pk))
    decide_approval(manager, todo_id=key, approve=True)
    assert price(line) == ASKED


@pytest.mark.parametrize("way", ["change", "remove", "cancel"])
def test_what_no_longer_fits_is_withdrawn(key, way, consultant, manager, cashier, order, line):
    if way == "change":
        change_line(consultant, line_id=line.pk, quantity=2)
    elif way == "remove":
        remove_line(consultant, line_id=line.pk)
    else:
        cancel_order(cashier, order_id=order.pk, reason="改天")
    assert asked_of_me(manager) == []
    with pytest.raises((AlreadyDecided, OrderClosed)):
        decide_approval(manager, todo_id=key, approve=True)


def test_she_withdraws_it_and_charges_the_present_price(
    key, consultant, frontdesk, cashier, order
):
    with pytest.raises(NotYours):
        cancel_todo(frontdesk, todo_id=key, reason="算了")
    cancel_todo(consultant, todo_id=key, reason="客户不要了")
    take_payment(cashier, order_id=order.pk, tenders=[("cash", LIST, "")])
    order.refresh_from_db()
    assert order.state == "paid"


def test_one_request_at_a_time_for_a_line(asked, consultant, line, group):
    with pytest.raises(AlreadyAsked):
        ask_discount(consultant, line_id=line.pk, price_fen=200_000, reason="再低一点")
    assert DiscountRequest.objects.of(group).count() == 1


def test_it_needs_a_reason(consultant, line, group):
    with pytest.raises(Invalid) as refused:
        offer_price(consultant, line_id=line.pk, price_fen=ASKED)
    assert refused.value.field == "reason"
    assert not Approval.objects.of(group).exists()


def test_a_request_is_not_finished(key, manager):
    with pytest.raises(DecisionNeeded):
        finish_todo(manager, todo_id=key)


def test_what_was_asked_cannot_be_changed(asked, group):
    with pytest.raises(DatabaseError), transaction.atomic():
        Approval.objects.of(group).update(sentence="别的")


def test_a_group_sets_its_own_limits(gm, manager, consultant, jingan, group):
    role = Role.objects.of(group).get(code="consultant")
    set_discount_limit(gm, role_id=role.pk, percent=15)
    assert limit_of(consultant, jingan.pk) == 15
    assert {row.role.code: row.percent for row in discount_limits(gm)}["consultant"] == 15
    with pytest.raises(Invalid):
        set_discount_limit(gm, role_id=role.pk, percent=101)
    with pytest.raises(Forbidden):
        set_discount_limit(manager, role_id=role.pk, percent=99)
    assert limit_of(consultant, jingan.pk) == 15


def test_the_total_of_the_order_follows(key, manager, order, group):
    decide_approval(manager, todo_id=key, approve=True)
    assert Order.objects.of(group).get(pk=order.pk).total_fen == ASKED

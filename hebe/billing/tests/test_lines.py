"""add_line, change_line, remove_line: what they promise and what they refuse."""

import pytest

from hebe.billing.errors import (
    DiscountNotAllowed,
    LineTreated,
    OrderClosed,
    OrderNotPaid,
)
from hebe.billing.models import Order, OrderLine
from hebe.billing.services import (
    Wanted,
    add_line,
    cancel_order,
    change_line,
    execute_line,
    open_order,
    remove_line,
)
from hebe.catalog.models import Product
from hebe.journal.models import Audit
from hebe.kernel.errors import Forbidden, Invalid, NotFound


@pytest.fixture
def order(frontdesk, jingan, qin_lan, botox):
    return open_order(
        frontdesk,
        store_id=jingan.pk,
        customer_id=qin_lan.pk,
        lines=[Wanted(botox.pk)],
        visit_item_ids=[botox.pk],
    )


@pytest.fixture
def line(group, order):
    return OrderLine.objects.of(group).get(order=order)


@pytest.fixture
def mask(group):
    return Product.objects.of(group).create(
        group_id=group.pk, code="MASK", name="医用修复面膜", unit="盒", price_fen=19_800
    )


def total(order):
    order.refresh_from_db()
    return order.total_fen


def test_a_product_is_added_and_is_a_second_sale(frontdesk, order, mask):
    (line,) = add_line(
        frontdesk, order_id=order.pk, wanted=Wanted(product_id=mask.pk, quantity=2)
    )
    assert (line.name, line.amount_fen, line.is_second_sale) == ("医用修复面膜", 39_600, True)
    assert total(order) == 319_600


def test_quantity_changes_the_total(frontdesk, order, line, group):
    change_line(frontdesk, line_id=line.pk, quantity=3)
    assert total(order) == 840_000
    audit = Audit.objects.of(group).get(act="OrderLineChanged")
    assert audit.data["before"] == {"quantity": 1, "price_fen": 280_000}


def test_a_discount_stays_when_the_quantity_changes(manager, frontdesk, order, line):
    change_line(manager, line_id=line.pk, price_fen=270_000, quantity=3, reason="生日")
    changed = change_line(frontdesk, line_id=line.pk, quantity=2)
    assert changed.explain[1] == ["discount", -20_000, f"生日 · {manager.name}"]
    assert total(order) == 540_000


def test_back_to_the_list_needs_no_right(manager, frontdesk, order, line):
    change_line(manager, line_id=line.pk, price_fen=270_000, reason="生日")
    changed = change_line(frontdesk, line_id=line.pk, price_fen=280_000)
    assert changed.explain == [["list", 280_000, ""]]


def test_a_lower_price_needs_the_right_and_changes_nothing_without(frontdesk, order, line):
    with pytest.raises(DiscountNotAllowed):
        change_line(frontdesk, line_id=line.pk, price_fen=1, reason="熟人")
    assert total(order) == 280_000


def test_a_lower_price_needs_a_reason(manager, order, line):
    with pytest.raises(Invalid):
        change_line(manager, line_id=line.pk, price_fen=200_000)
    assert total(order) == 280_000


def test_a_line_is_taken_off(frontdesk, order, line):
    remove_line(frontdesk, line_id=line.pk)
    assert total(order) == 0


def test_a_cancelled_order_keeps_its_lines(frontdesk, cashier, order, line, laser):
    cancel_order(cashier, order_id=order.pk, reason="客户改天再来")
    with pytest.raises(OrderClosed):
        remove_line(frontdesk, line_id=line.pk)
    with pytest.raises(OrderClosed):
        add_line(frontdesk, order_id=order.pk, wanted=Wanted(laser.pk))
    with pytest.raises(OrderClosed):
        cancel_order(cashier, order_id=order.pk, reason="再来一次")
    assert total(order) == 280_000


def test_a_choice_is_one_thing(frontdesk, order, botox, mask):
    for wanted in (Wanted(), Wanted(item_id=botox.pk, product_id=mask.pk)):
        with pytest.raises(Invalid):
            add_line(frontdesk, order_id=order.pk, wanted=wanted)
    with pytest.raises(NotFound):
        add_line(frontdesk, order_id=order.pk, wanted=Wanted(item_id=999_999))
    assert total(order) == 280_000


@pytest.mark.parametrize("role", ["nurse", "hr", "finance", "callcenter"])
def test_others_do_not_change_lines(actor_named, order, line, role):
    with pytest.raises(Forbidden):
        change_line(actor_named(role), line_id=line.pk, quantity=2)
    with pytest.raises(Forbidden):
        remove_line(actor_named(role), line_id=line.pk)
    assert total(order) == 280_000


def test_the_rival_finds_no_line(rival, order, line):
    for act in (remove_line, change_line):
        with pytest.raises(NotFound):
            act(rival, line_id=line.pk)
    assert total(order) == 280_000


def test_only_the_till_and_managers_cancel(frontdesk, order):
    with pytest.raises(Forbidden):
        cancel_order(frontdesk, order_id=order.pk, reason="改期")
    order.refresh_from_db()
    assert order.state == "open"


def test_a_cancellation_says_who_and_why(cashier, order, group):
    with pytest.raises(Invalid):
        cancel_order(cashier, order_id=order.pk, reason=" ")
    cancel_order(cashier, order_id=order.pk, reason="客户改天再来")
    kept = Order.objects.of(group).get(pk=order.pk)
    assert (kept.state, kept.cancellation.reason, kept.cancellation.who) == (
        "cancelled", "客户改天再来", cashier.name,
    )  # fmt: skip


def test_only_what_is_paid_is_carried_out_and_only_as_often_as_bought(frontdesk, line):
    with pytest.raises(OrderNotPaid):
        execute_line(frontdesk, line_id=line.pk)
    line.refresh_from_db()
    assert line.executed == 0


def test_what_was_carried_out_stays_though_the_payment_was_taken_back(frontdesk, order, group):
    line = OrderLine.objects.of(group).get(order=order)
    change_line(frontdesk, line_id=line.pk, quantity=2)
    OrderLine.objects.of(group).filter(pk=line.pk).update(executed=2)
    with pytest.raises(LineTreated):
        remove_line(frontdesk, line_id=line.pk)
    with pytest.raises(LineTreated):
        change_line(frontdesk, line_id=line.pk, quantity=1)
    line.refresh_from_db()
    assert (line.quantity, line.executed) == (2, 2)


def test_what_was_carried_out_is_not_called_off(cashier, order, line, group):
    OrderLine.objects.of(group).filter(pk=line.pk).update(executed=1)
    with pytest.raises(LineTreated):
        cancel_order(cashier, order_id=order.pk, reason="改天")
    order.refresh_from_db()
    assert order.state == "open"


def test_a_discount_is_not_stretched_over_more_by_who_may_give_none(
    manager, frontdesk, order, line
):
    change_line(manager, line_id=line.pk, price_fen=270_000, reason="生日")
    with pytest.raises(DiscountNotAllowed):
        change_line(frontdesk, line_id=line.pk, quantity=2)
    assert total(order) == 270_000

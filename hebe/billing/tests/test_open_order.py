"""open_order: what it promises and what it refuses."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from hebe.access.errors import NotYourStore
from hebe.billing.choices import State
from hebe.billing.errors import AboveList, DiscountNotAllowed, NotOnOffer
from hebe.billing.models import Order, OrderLine
from hebe.billing.services import Wanted, cancel_order, open_order
from hebe.catalog.models import Item
from hebe.journal.models import Audit, TimelineEntry
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden, Invalid, NotFound


@pytest.fixture
def sell(frontdesk, jingan, qin_lan, botox):
    def at(*lines, actor=frontdesk, store=jingan, customer=qin_lan, **facts):
        wanted = lines or (Wanted(item_id=botox.pk),)
        return open_order(
            actor, store_id=store.pk, customer_id=customer.pk, lines=wanted, **facts
        )

    return at


def count(group):
    return Order.objects.of(group).count(), OrderLine.objects.of(group).count()


def test_an_order_costs_what_its_lines_cost(sell, botox, laser, group):
    order = sell(Wanted(item_id=botox.pk, quantity=2), Wanted(item_id=laser.pk))
    assert (order.total_fen, order.due_fen, order.state) == (758_000, 758_000, State.OPEN)
    lines = list(OrderLine.objects.of(group).filter(order=order).order_by("pk"))
    assert [(x.name, x.quantity, x.list_fen, x.amount_fen) for x in lines] == [
        ("肉毒毒素·除皱", 2, 280_000, 560_000),
        ("皮秒祛斑", 1, 198_000, 198_000),
    ]
    assert lines[0].explain == [["list", 560_000, ""]]


def test_a_plain_row_is_a_line_too(sell, botox):
    assert sell((botox.pk, 2, None)).total_fen == 560_000


def test_advisor_doctor_and_channel_come_from_the_customer(sell, qin_lan, zhou_ke, dr_chen):
    qin_lan.advisor, qin_lan.doctor = zhou_ke, dr_chen
    qin_lan.save()
    order = sell()
    assert (order.advisor_id, order.doctor_id) == (zhou_ke.pk, dr_chen.pk)


@pytest.mark.parametrize("field", ["advisor_id", "doctor_id"])
def test_nobody_who_left_is_named_on_a_new_order(sell, zhou_ke, group, field):
    zhou_ke.left_on = clock.today("Asia/Shanghai") - timedelta(days=1)
    zhou_ke.save()
    with pytest.raises(Invalid) as refused:
        sell(**{field: zhou_ke.pk})
    assert refused.value.field == field
    assert count(group) == (0, 0)


def test_who_cared_for_her_and_left_is_not_put_on_her_order(sell, qin_lan, zhou_ke, dr_chen):
    qin_lan.advisor, qin_lan.doctor = zhou_ke, dr_chen
    qin_lan.save()
    zhou_ke.left_on = clock.today("Asia/Shanghai") - timedelta(days=1)
    zhou_ke.save()
    order = sell()
    assert (order.advisor, order.doctor) == (None, dr_chen)


def test_numbers_run_per_store_and_day(sell, admin, xuhui, facial):
    with time_machine.travel("2026-11-21T08:00:00Z", tick=False):
        numbers = [sell().number, sell().number]
        other = sell(Wanted(item_id=facial.pk), actor=admin, store=xuhui).number
    assert numbers == ["SO20261121-JINGAN-0001", "SO20261121-JINGAN-0002"]
    assert other == "SO20261121-XUHUI-0001"


def test_the_day_is_the_stores_day(sell):
    with time_machine.travel("2026-11-21T16:30:00Z", tick=False):
        order = sell()
    assert order.day.isoformat() == "2026-11-22"
    assert order.number.startswith("SO20261122")


def test_more_than_she_came_for_is_a_second_sale(sell, botox, laser, group):
    order = sell(Wanted(item_id=botox.pk), Wanted(item_id=laser.pk), visit_item_ids=[botox.pk])
    marks = OrderLine.objects.of(group).filter(order=order).order_by("pk")
    assert list(marks.values_list("is_second_sale", flat=True)) == [False, True]


def test_a_manager_may_go_below_the_list_and_says_why(sell, manager, botox, group):
    wanted = Wanted(item_id=botox.pk, quantity=2, price_fen=250_000, reason="老客户抹零")
    order = sell(wanted, actor=manager)
    line = OrderLine.objects.of(group).get(order=order)
    assert line.explain == [
        ["list", 560_000, ""],
        ["discount", -60_000, f"老客户抹零 · {manager.name}"],
    ]
    assert sum(step[1] for step in line.explain) == line.amount_fen == order.total_fen


def test_the_front_desk_may_not_go_below_the_list(sell, botox, group):
    with pytest.raises(DiscountNotAllowed):
        sell(Wanted(item_id=botox.pk, price_fen=250_000, reason="熟人"))
    assert count(group) == (0, 0)


def test_a_discount_needs_a_reason(sell, manager, botox, group):
    with pytest.raises(Invalid) as refused:
        sell(Wanted(item_id=botox.pk, price_fen=250_000, reason=" "), actor=manager)
    assert refused.value.field == "reason"
    assert count(group) == (0, 0)


def test_nothing_costs_more_than_the_list(sell, manager, botox, group):
    with pytest.raises(AboveList):
        sell(Wanted(item_id=botox.pk, price_fen=300_000), actor=manager)
    assert count(group) == (0, 0)


@pytest.mark.parametrize("quantity", [0, -1, 1000])
def test_quantities_stay_sensible(sell, botox, group, quantity):
    with pytest.raises(Invalid):
        sell(Wanted(item_id=botox.pk, quantity=quantity))
    assert count(group) == (0, 0)


def test_what_is_off_the_shelf_is_not_sold(sell, botox, group):
    Item.objects.of(group).filter(pk=botox.pk).update(is_active=False)
    with pytest.raises(NotOnOffer):
        sell()
    assert count(group) == (0, 0)


def test_it_is_told_without_personal_data(sell, group, qin_lan):
    order = sell()
    entry = TimelineEntry.objects.of(group).get(name="OrderOpened")
    assert entry.customer_id == qin_lan.pk
    assert entry.payload["number"] == order.number
    assert Audit.objects.of(group).get(act="OrderOpened").subject == f"billing.order:{order.pk}"


def test_an_empty_order_is_no_news_for_the_customer(frontdesk, jingan, qin_lan, group):
    open_order(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)
    assert TimelineEntry.objects.of(group).filter(name__startswith="Order").count() == 0
    assert Audit.objects.of(group).filter(act="OrderStarted").count() == 1


def test_nobody_sells_at_another_store(sell, xuhui, group):
    with pytest.raises(NotYourStore):
        sell(store=xuhui)
    assert count(group) == (0, 0)


@pytest.mark.parametrize("role", ["hr", "warehouse", "marketing", "nurse", "callcenter"])
def test_other_roles_do_not_sell(sell, actor_named, group, role):
    with pytest.raises(Forbidden):
        sell(actor=actor_named(role))
    assert count(group) == (0, 0)


def test_a_stranger_may_not_sell(sell, stranger, group):
    with pytest.raises(Forbidden):
        sell(actor=stranger)
    assert count(group) == (0, 0)


def test_the_rival_finds_neither_store_nor_order(sell, rival, frontdesk, group):
    with pytest.raises(NotFound):
        sell(actor=rival)
    order = sell()
    with pytest.raises(NotFound):
        cancel_order(rival, order_id=order.pk, reason="抢客户")
    order.refresh_from_db()
    assert order.state == State.OPEN


def look_now():
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def falsify(change):
    with transaction.atomic():
        change()
        look_now()


def test_the_database_refuses_a_total_that_is_not_the_sum(sell, group):
    order = Order.objects.of(group).filter(pk=sell().pk)
    lines = OrderLine.objects.of(group).filter(order__in=order)
    for change in (lambda: order.update(total_fen=1), lines.delete):
        with pytest.raises(IntegrityError, match="does not cost"):
            falsify(change)
    assert order.get().total_fen == 280_000

"""take_payment and reverse_tender: what they promise and what they refuse."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from hebe.billing.errors import BelowPaid, LineUsedUp, OrderClosed, OrderHasPayments
from hebe.billing.models import Order, OrderLine
from hebe.billing.services import (
    Wanted,
    cancel_order,
    change_line,
    execute_line,
    open_order,
    remove_line,
)
from hebe.journal.models import Audit, TimelineEntry
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.payments.errors import (
    AlreadyPaid,
    AlreadyReversed,
    NothingToPay,
    OrderCalledOff,
    Overpaid,
    ReferenceMissing,
    ReferenceUsed,
    TooLateToReverse,
)
from hebe.payments.models import Tender
from hebe.payments.queries import takings, tenders_of
from hebe.payments.services import reverse_tender, take_payment

WECHAT = "4200002026112100001"


@pytest.fixture
def bill(frontdesk, jingan, qin_lan, botox):
    def at(*lines):
        return open_order(
            frontdesk,
            store_id=jingan.pk,
            customer_id=qin_lan.pk,
            lines=lines or [Wanted(botox.pk)],
        )

    return at


@pytest.fixture
def order(bill):
    return bill()


def pay(actor, order, *tenders):
    return take_payment(actor, order_id=order.pk, tenders=tenders)


def state(order):
    order.refresh_from_db()
    return order.state, order.paid_fen


def tenders(group):
    return list(
        Tender.objects.of(group).order_by("pk").values_list("method", "amount_fen", "reference")
    )


def test_several_tenders_pay_an_order(cashier, order, group):
    pay(cashier, order, ("cash", 80_000, ""), ("wechat", 200_000, WECHAT))
    assert state(order) == ("paid", 280_000)
    assert order.paid_at is not None
    assert tenders(group) == [("cash", 80_000, ""), ("wechat", 200_000, WECHAT)]
    assert TimelineEntry.objects.of(group).filter(name="OrderPaid").count() == 1


def test_part_of_it_leaves_the_rest_due(cashier, order, group):
    pay(cashier, order, ("cash", 80_000, ""))
    assert state(order) == ("open", 80_000)
    assert order.due_fen == 200_000
    entry = TimelineEntry.objects.of(group).get(name="PartPaid")
    assert (entry.payload["amount"], entry.payload["due"]) == ("¥800.00", "¥2,000.00")
    pay(cashier, order, ("cash", 200_000, ""))
    assert state(order) == ("paid", 280_000)


def test_more_than_is_due_names_the_excess(cashier, order, group):
    with pytest.raises(Overpaid) as refused:
        pay(cashier, order, ("cash", 300_000, ""))
    assert refused.value.details == {"excess": "200.00", "due": "2,800.00"}
    assert "200.00" in str(refused.value)
    assert state(order) == ("open", 0)
    assert tenders(group) == []


def test_a_paid_order_takes_no_more(cashier, order, group):
    pay(cashier, order, ("cash", 280_000, ""))
    with pytest.raises(AlreadyPaid):
        pay(cashier, order, ("cash", 1, ""))
    assert len(tenders(group)) == 1


def test_apps_and_cards_need_a_reference(cashier, order, group):
    for method in ("card", "wechat", "alipay"):
        with pytest.raises(ReferenceMissing):
            pay(cashier, order, (method, 280_000, " "))
    assert tenders(group) == []


def test_a_reference_pays_once(cashier, bill, group):
    pay(cashier, bill(), ("wechat", 280_000, WECHAT))
    second = bill()
    with pytest.raises(ReferenceUsed):
        pay(cashier, second, ("cash", 80_000, ""), ("wechat", 200_000, f" {WECHAT} "))
    assert state(second) == ("open", 0)
    assert len(tenders(group)) == 1


@pytest.mark.parametrize(
    "tender", [("cash", 0, ""), ("cash", -5, ""), ("gold", 100, ""), ("card", 1, "x" * 65)]
)
def test_nonsense_is_refused(cashier, order, group, tender):
    with pytest.raises(Invalid):
        pay(cashier, order, tender)
    assert tenders(group) == []


def test_no_tender_pays_nothing(cashier, order):
    with pytest.raises(Invalid):
        pay(cashier, order)
    assert state(order) == ("open", 0)


def test_what_costs_nothing_is_settled_without_money(boss, cashier, bill, botox, group):
    free = bill()
    line = OrderLine.objects.of(group).get(order=free)
    change_line(boss, line_id=line.pk, price_fen=0, reason="达人置换")
    assert pay(cashier, free) == []
    assert state(free) == ("paid", 0)


def test_an_order_without_lines_is_not_paid(frontdesk, cashier, order, group):
    remove_line(frontdesk, line_id=OrderLine.objects.of(group).get(order=order).pk)
    with pytest.raises(NothingToPay):
        pay(cashier, order)


def test_a_cancelled_order_is_not_paid(cashier, order):
    cancel_order(cashier, order_id=order.pk, reason="改天")
    with pytest.raises(OrderCalledOff):
        pay(cashier, order, ("cash", 280_000, ""))


def test_a_paid_order_is_neither_changed_nor_cancelled(boss, manager, cashier, order, group):
    line = OrderLine.objects.of(group).get(order=order)
    pay(cashier, order, ("cash", 80_000, ""))
    with pytest.raises(OrderHasPayments):
        cancel_order(manager, order_id=order.pk, reason="改天")
    with pytest.raises(BelowPaid):
        change_line(boss, line_id=line.pk, price_fen=70_000, reason="抹零")
    assert state(order) == ("open", 80_000)
    pay(cashier, order, ("cash", 200_000, ""))
    with pytest.raises(OrderClosed):
        change_line(manager, line_id=line.pk, quantity=2)


def test_a_paid_line_is_carried_out_as_often_as_bought(cashier, order, group):
    line = OrderLine.objects.of(group).get(order=order)
    pay(cashier, order, ("cash", 280_000, ""))
    assert execute_line(cashier, line_id=line.pk).executed == 1
    with pytest.raises(LineUsedUp):
        execute_line(cashier, line_id=line.pk)


def test_a_mistake_of_today_is_reversed_and_its_reference_is_free(
    manager, cashier, bill, group
):
    order = bill()
    (tender,) = pay(cashier, order, ("wechat", 280_000, WECHAT))
    back = reverse_tender(manager, tender_id=tender.pk, reason="收错单")
    assert (back.amount_fen, back.reverses_id, back.reason) == (-280_000, tender.pk, "收错单")
    assert state(order) == ("open", 0)
    assert order.paid_at is None
    assert TimelineEntry.objects.of(group).filter(name="OrderReopened").count() == 1
    pay(cashier, bill(), ("wechat", 280_000, WECHAT))


def test_a_payment_is_reversed_once_today_and_with_a_reason(manager, cashier, order, group):
    (tender,) = pay(cashier, order, ("cash", 280_000, ""))
    with pytest.raises(Invalid):
        reverse_tender(manager, tender_id=tender.pk, reason="")
    with time_machine.travel(clock.now() + timedelta(days=1)), pytest.raises(TooLateToReverse):
        reverse_tender(manager, tender_id=tender.pk, reason="收错单")
    back = reverse_tender(manager, tender_id=tender.pk, reason="收错单")
    with pytest.raises(AlreadyReversed):
        reverse_tender(manager, tender_id=tender.pk, reason="收错单")
    with pytest.raises(NotFound):
        reverse_tender(manager, tender_id=back.pk, reason="收错单")
    assert state(order) == ("open", 0)
    assert len(tenders(group)) == 2


def test_the_till_adds_up_by_method(manager, cashier, bill, jingan):
    pay(cashier, bill(), ("cash", 80_000, ""), ("wechat", 200_000, WECHAT))
    (wrong,) = pay(cashier, bill(), ("cash", 280_000, ""))
    reverse_tender(manager, tender_id=wrong.pk, reason="收错单")
    rows = takings(cashier, store_id=jingan.pk, day=clock.today("Asia/Shanghai"))
    assert [(r.method, r.count, r.received_fen, r.given_back_fen, r.net_fen) for r in rows] == [
        ("cash", 2, 360_000, 280_000, 80_000),
        ("card", 0, 0, 0, 0),
        ("wechat", 1, 200_000, 0, 200_000),
        ("alipay", 0, 0, 0, 0),
    ]


@pytest.mark.parametrize("role", ["consultant", "advisor", "doctor", "nurse", "hr", "finance"])
def test_other_roles_take_no_money(actor_named, order, group, role):
    with pytest.raises(Forbidden):
        pay(actor_named(role), order, ("cash", 280_000, ""))
    assert state(order) == ("open", 0)


def test_the_till_does_not_reverse_its_own_payments(cashier, frontdesk, order, group):
    (tender,) = pay(cashier, order, ("cash", 280_000, ""))
    for actor in (cashier, frontdesk):
        with pytest.raises(Forbidden):
            reverse_tender(actor, tender_id=tender.pk, reason="收错单")
    assert state(order) == ("paid", 280_000)


def test_the_rival_finds_nothing(rival, cashier, order, jingan, group):
    with pytest.raises(NotFound):
        pay(rival, order, ("cash", 280_000, ""))
    (tender,) = pay(cashier, order, ("cash", 280_000, ""))
    with pytest.raises(NotFound):
        reverse_tender(rival, tender_id=tender.pk, reason="抢客户")
    assert tenders_of(rival, order) == []
    assert all(row.count == 0 for row in takings(rival, store_id=jingan.pk, day=order.day))


def test_a_tender_is_never_changed(cashier, order, group):
    (tender,) = pay(cashier, order, ("cash", 280_000, ""))
    tender.amount_fen = 1
    with pytest.raises(Exception, match="permission denied"), transaction.atomic():
        tender.save()


def falsify(order):
    with transaction.atomic():
        Order.objects.of(order).filter(pk=order.pk).update(paid_fen=1)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_database_refuses_a_paid_sum_without_tenders(order):
    with pytest.raises(IntegrityError, match="was not paid"):
        falsify(order)
    assert state(order) == ("open", 0)


def test_the_audit_says_how_it_was_paid(cashier, order, group):
    pay(cashier, order, ("cash", 80_000, ""), ("wechat", 200_000, WECHAT))
    kept = Audit.objects.of(group).get(act="PaymentTaken")
    assert (kept.who, kept.data["methods"]) == (cashier.name, "cash wechat")


def test_a_reference_typed_in_full_width_digits_is_the_same_one(cashier, bill, group):
    pay(cashier, bill(), ("wechat", 280_000, "4200001"))
    with pytest.raises(ReferenceUsed):
        pay(cashier, bill(), ("wechat", 280_000, "４２００００１"))
    assert len(tenders(group)) == 1

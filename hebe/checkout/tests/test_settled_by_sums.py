"""An order is paid when its sums say so, whoever changed them."""

import pytest

from hebe.billing.choices import State
from hebe.billing.models import Order, OrderLine
from hebe.billing.services import Wanted, change_line, open_order, remove_line
from hebe.checkout.models import VisitOrder
from hebe.checkout.services import send_on_when_paid
from hebe.journal.models import Outbox
from hebe.payments.services import take_payment
from hebe.visits.models import Visit
from hebe.visits.services import move_visit, register_arrival


@pytest.fixture
def half_paid(boss, jingan, qin_lan, facial, laser):
    """Two things on one order, of which the first is paid."""
    order = open_order(
        boss, store_id=jingan.pk, customer_id=qin_lan.pk,
        lines=[Wanted(facial.pk), Wanted(laser.pk)],
    )  # fmt: skip
    take_payment(boss, order_id=order.pk, tenders=[("cash", facial.price_fen, "")])
    return Order.objects.of(boss).get(pk=order.pk)


def line_of(order, item):
    return OrderLine.objects.of(order).get(order=order, item=item)


def test_lines_reduced_to_what_was_paid_settle_the_order(boss, half_paid, laser):
    remove_line(boss, line_id=line_of(half_paid, laser).pk)

    half_paid.refresh_from_db()
    assert (half_paid.state, half_paid.due_fen) == (State.PAID, 0)
    assert half_paid.paid_at is not None
    assert Outbox.objects.of(boss).filter(name="OrderPaid").count() == 1


def test_a_cheaper_line_settles_it_too(boss, half_paid, laser):
    change_line(
        boss, line_id=line_of(half_paid, laser).pk, price_fen=0, reason="given for free"
    )

    half_paid.refresh_from_db()
    assert half_paid.state == State.PAID


def test_nothing_paid_and_nothing_on_it_is_no_deal(boss, jingan, qin_lan, laser):
    order = open_order(
        boss, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(laser.pk)]
    )
    remove_line(boss, line_id=line_of(order, laser).pk)

    order.refresh_from_db()
    assert order.state == State.OPEN


def test_her_visit_goes_on_from_the_cashier(boss, half_paid, laser, jingan, qin_lan):
    visit = register_arrival(boss, store_id=jingan.pk, customer_id=qin_lan.pk)
    move_visit(boss, visit_id=visit.pk, stage="cashier")
    VisitOrder(group_id=boss.group_id, visit=visit, order=half_paid).save()
    remove_line(boss, line_id=line_of(half_paid, laser).pk)

    for _twice in range(2):
        send_on_when_paid(boss, order_id=half_paid.pk)

    assert Visit.objects.of(boss).get(pk=visit.pk).stage == "treatment"

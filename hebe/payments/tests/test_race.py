"""Many cashiers at once: the order and the reference are each paid once."""

import pytest

from hebe.architecture.crowd import at_once
from hebe.billing.models import Order
from hebe.billing.services import Wanted, open_order
from hebe.payments.errors import AlreadyPaid, Overpaid, ReferenceUsed
from hebe.payments.models import Tender
from hebe.payments.services import take_payment

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def bill(frontdesk, jingan, qin_lan, botox):
    return lambda: open_order(
        frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)]
    )


def test_two_cashiers_cannot_both_be_paid(group, cashier, frontdesk, bill):
    order = bill()
    met = at_once(
        group,
        [
            lambda who=who: take_payment(
                who, order_id=order.pk, tenders=[("cash", 280_000, "")]
            )
            for who in (cashier, frontdesk) * 4
        ],
    )
    assert sorted(met, key=str) == [AlreadyPaid] * 7 + [None]
    assert Tender.objects.of(group).count() == 1
    order.refresh_from_db()
    assert (order.state, order.paid_fen) == ("paid", 280_000)


def test_two_halves_meet_and_a_third_is_too_much(group, cashier, bill):
    order = bill()
    met = at_once(
        group,
        [
            lambda: take_payment(cashier, order_id=order.pk, tenders=[("cash", 100_000, "")])
            for _ in range(6)
        ],
    )
    assert met.count(None) == 2
    assert met.count(Overpaid) == 4
    order.refresh_from_db()
    assert (order.state, order.paid_fen) == ("open", 200_000)


def test_one_reference_pays_one_of_many_orders(group, cashier, bill):
    orders = [bill() for _ in range(6)]
    met = at_once(
        group,
        [
            lambda order=order: take_payment(
                cashier, order_id=order.pk, tenders=[("wechat", 280_000, "4200001")]
            )
            for order in orders
        ],
    )
    assert met.count(None) == 1
    assert met.count(ReferenceUsed) == 5
    assert Order.objects.of(group).filter(state="paid").count() == 1
    assert Tender.objects.of(group).count() == 1


def test_numbers_have_no_gap_and_no_double(group, frontdesk, jingan, qin_lan, botox):
    def sell():
        open_order(
            frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)]
        )

    assert at_once(group, [sell] * 8) == [None] * 8
    numbers = sorted(Order.objects.of(group).values_list("number", flat=True))
    assert [n[-4:] for n in numbers] == [f"{n:04d}" for n in range(1, 9)]

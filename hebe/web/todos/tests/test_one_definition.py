"""Today's work says the same numbers as the dashboard."""

from datetime import timedelta

import pytest

from hebe.analytics.queries import figure_of, numbers
from hebe.billing.models import Order
from hebe.billing.services import Wanted, open_order
from hebe.kernel import clock
from hebe.payments.services import take_payment


@pytest.fixture
def paid(boss, manager, jingan, qin_lan, facial, zhou_ke):
    """Open an order two days ago and be paid for it now."""
    with clock.pretending(clock.now() - timedelta(days=2)):
        order = open_order(
            boss, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(facial.pk)],
            advisor_id=zhou_ke.pk,
        )  # fmt: skip
    take_payment(boss, order_id=order.pk, tenders=[("cash", order.total_fen, "")])
    return Order.objects.of(boss).get(pk=order.pk)


def test_an_order_is_a_deal_of_the_day_it_was_paid(paid, boss, jingan, zhou_ke):
    today = clock.today(jingan.timezone)

    everybody = figure_of(boss, "deals", (jingan,), today)
    hers = figure_of(boss, "deals", (jingan,), today, person=zhou_ke.pk)

    told = numbers(boss, today, today).total.counts
    assert (everybody.today, everybody.today_fen) == (1, paid.total_fen)
    assert (told["deals"], told["deal_fen"]) == (1, paid.total_fen)
    assert hers.today == 1


def test_the_managers_page_counts_it_today(paid, client_of):
    page = client_of("manager").get("/").content.decode()

    assert "今日成单" in page
    assert f"客单价 ¥{paid.total_fen // 100:,}" in page

"""Two people at one bill: nothing comes back, nothing is overwritten."""

import pytest

from hebe.architecture.crowd import at_once
from hebe.billing.models import Order, OrderLine
from hebe.billing.services import Wanted, change_line, open_order, remove_line
from hebe.kernel.errors import NotFound
from hebe.tenancy.context import working_for

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def line(frontdesk, jingan, qin_lan, botox, group):
    open_order(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)])
    return OrderLine.objects.of(group).get()


def test_a_line_taken_off_does_not_come_back_by_a_change(group, line, frontdesk, cashier):
    met = at_once(
        group,
        [
            lambda: remove_line(frontdesk, line_id=line.pk),
            lambda: change_line(frontdesk, line_id=line.pk, quantity=2),
            lambda: change_line(frontdesk, line_id=line.pk, quantity=3),
        ],
    )
    assert set(met) <= {None, NotFound}
    with working_for(group.pk):
        assert not OrderLine.objects.of(group).exists()
        assert Order.objects.of(group).get().total_fen == 0


def test_a_change_of_quantity_does_not_undo_a_change_of_price(group, line, manager):
    at_once(
        group,
        [
            lambda: change_line(manager, line_id=line.pk, price_fen=200_000, reason="老客"),
            lambda: change_line(manager, line_id=line.pk, quantity=3),
        ],
    )
    with working_for(group.pk):
        kept = OrderLine.objects.of(group).get()
        assert (kept.price_fen, kept.quantity, kept.amount_fen) == (200_000, 3, 600_000)

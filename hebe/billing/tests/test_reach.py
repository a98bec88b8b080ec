"""Whose orders an actor reaches: own ones, a store's, nobody else's."""

from dataclasses import replace

import pytest

from hebe.access.actor import Grant
from hebe.billing.models import OrderLine
from hebe.billing.queries import get_line, get_order, order_list, orders_of_customer
from hebe.billing.services import Wanted, change_line, open_order
from hebe.customers.models import Customer
from hebe.kernel.errors import Forbidden, NotFound


@pytest.fixture
def own_only(consultant, jingan):
    """The consultant, who reaches only her own orders."""
    grants = dict.fromkeys(
        ("billing.view", "billing.order"), Grant(frozenset([jingan.pk]), own=True)
    )
    return replace(consultant, grants=grants)


@pytest.fixture
def bill(frontdesk, jingan, qin_lan, facial):
    def at(**facts):
        return open_order(
            frontdesk,
            store_id=jingan.pk,
            customer_id=qin_lan.pk,
            lines=[Wanted(facial.pk)],
            **facts,
        )

    return at


def test_an_advisor_sees_and_changes_her_own_orders_only(own_only, bill, zhou_ke, group):
    mine, others = bill(advisor_id=zhou_ke.pk), bill()
    assert list(order_list(own_only)) == [mine]
    with pytest.raises(NotFound):
        get_order(own_only, others.pk)
    line, other = (OrderLine.objects.of(group).get(order=order) for order in (mine, others))
    assert change_line(own_only, line_id=line.pk, quantity=2).quantity == 2
    with pytest.raises(NotFound):
        get_line(own_only, other.pk)
    with pytest.raises(Forbidden):
        change_line(own_only, line_id=other.pk, quantity=2)
    other.refresh_from_db()
    assert other.quantity == 1


def test_an_advisor_sees_what_her_customer_bought_from_a_colleague(
    own_only, bill, zhou_ke, qin_lan, group
):
    others = bill()
    Customer.objects.of(group).filter(pk=qin_lan.pk).update(advisor=zhou_ke)
    assert list(orders_of_customer(own_only, qin_lan.pk)) == [others]
    line = OrderLine.objects.of(group).get(order=others)
    with pytest.raises(Forbidden):
        change_line(own_only, line_id=line.pk, quantity=2)


def test_a_store_sees_its_own_orders(cashier, admin, bill, xuhui, qin_lan, facial):
    ours = bill()
    open_order(admin, store_id=xuhui.pk, customer_id=qin_lan.pk, lines=[Wanted(facial.pk)])
    assert list(order_list(cashier)) == [ours]
    assert order_list(admin).count() == 2


def test_the_rival_sees_no_order_of_ours(rival, bill, qin_lan):
    order = bill()
    assert order_list(rival).count() == 0
    assert list(orders_of_customer(rival, qin_lan.pk)) == []
    with pytest.raises(NotFound):
        get_order(rival, order.pk)

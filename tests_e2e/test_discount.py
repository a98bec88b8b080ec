"""A discount beyond a consultant's limit, decided by the manager with one thumb."""

import pytest

from hebe.architecture.cast import member_of, user_of
from hebe.billing.models import OrderLine
from hebe.billing.services import Wanted, open_order
from hebe.tenancy.context import working_for

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def order(clinic, consultant, group, jingan, qin_lan, botox):
    user = user_of(group, "manager", jingan)
    member_of(group, jingan, "许雯", "manager", user=user)
    return open_order(
        consultant, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)]
    )


def price(group):
    with working_for(group.pk):
        return OrderLine.objects.of(group).get().price_fen


@pytest.mark.parametrize("size", ["phone"])
def test_the_manager_approves_on_her_phone_and_the_order_goes_on(people, order, group):
    consultant = people("consultant")
    consultant.goes(f"/orders/{order.pk}/")
    consultant.press(".till-amount a[data-drawer]")
    consultant.types(price_fen="2240", reason="老客户续做")
    consultant.press("#drawer button", has_text="保存")
    consultant.is_told("已发给店长审批")
    consultant.reads("优惠待审批")
    assert price(group) == 280_000

    manager = people("manager")
    manager.goes("/")
    manager.reads("等您审批")
    manager.press(".approvals a", has_text="审批")
    manager.reads("老客户续做", "#drawer")
    manager.press("#drawer button", has_text="同意")
    manager.is_told("已同意")
    assert price(group) == 224_000

    consultant.goes("/notifications/")
    consultant.reads("已同意", "body")
    consultant.goes(f"/orders/{order.pk}/")
    consultant.reads("2,240.00")

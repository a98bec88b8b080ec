"""From a visit to its bill, by one button."""

import pytest
from django.urls import reverse

from hebe.billing.models import Order
from hebe.checkout.services import bill_visit
from hebe.clinical.services import save_record, sign_record
from hebe.clinical.tests.conftest import PARTS
from hebe.visits.services import register_arrival


@pytest.fixture
def visit(frontdesk, jingan, qin_lan):
    return register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)


@pytest.fixture
def signed(doctor, dr_lin, visit, botox):
    plan = [{"item_id": botox.pk, "quantity": 1}]
    record = save_record(doctor, visit_id=visit.pk, parts=PARTS, plan=plan)
    return sign_record(doctor, record_id=record.pk)


@pytest.fixture
def press(client_of, visit):
    address = reverse("billing:bill", args=[visit.pk])
    return lambda login="cashier": client_of(login).post(address)


def test_the_button_makes_the_bill_of_the_signed_plan(press, signed, botox, group):
    made = press()
    order = Order.objects.of(group).get()
    assert (made.status_code, made["Location"]) == (302, f"/orders/{order.pk}/")
    assert order.total_fen == botox.price_fen


def test_with_a_bill_still_to_pay_it_leads_there(press, visit, signed, cashier, group):
    order = bill_visit(cashier, visit_id=visit.pk)
    again = press()
    assert (again.status_code, again["Location"]) == (302, f"/orders/{order.pk}/")
    assert Order.objects.of(group).count() == 1


def test_without_a_signed_plan_it_says_what_to_do(press, group):
    refused = press()
    assert refused.status_code == 409
    assert "请医生" in refused.content.decode()
    assert Order.objects.of(group).count() == 0


def test_who_may_not_sell_bills_nothing(press, signed, group):
    assert (press("nurse").status_code, press("rival").status_code) == (403, 404)
    assert Order.objects.of(group).count() == 0

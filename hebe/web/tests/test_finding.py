"""One box finds people, what they have open, places and acts; each as far as one may."""

import pytest

from hebe.billing.services import Wanted, open_order
from hebe.customers.services import create_customer

pytestmark = pytest.mark.django_db


@pytest.fixture
def found(client_of):
    return lambda who, text: client_of(who).get("/search/", {"q": text}).content.decode()


@pytest.fixture
def order(frontdesk, jingan, facial):
    she = create_customer(frontdesk, name="邓婕", phone="13800136072")
    return open_order(
        frontdesk, store_id=jingan.pk, customer_id=she.pk, lines=[Wanted(facial.pk)]
    )


def test_a_customer_comes_with_what_she_has_still_to_pay(found, order):
    page = found("cashier", "dj")
    assert f'href="/customers/{order.customer_id}/"' in page
    assert f'href="/orders/{order.pk}/"' in page
    assert f'href="/orders/{order.pk}/"' in found("cashier", order.number.lower())


@pytest.mark.parametrize("text", ["预约日历", "yyrl"])
def test_a_place_answers_to_its_name_and_its_initials(found, text):
    assert 'href="/calendar/"' in found("frontdesk", text)


def test_an_act_is_offered_to_who_may_do_it(found):
    assert 'href="/customers/new/"' in found("frontdesk", "新增客户")
    assert 'href="/customers/new/"' not in found("warehouse", "新增客户")


def test_places_stay_closed_to_who_may_not_open_them(found):
    assert 'href="/roles/"' in found("admin", "角色")
    assert 'href="/roles/"' not in found("frontdesk", "角色")


def test_the_neighbour_finds_nothing_of_ours(found, order):
    for text in (order.number, "邓婕", "13800136072"):
        assert '<a href="/orders/' not in found("rival", text)
        assert f'href="/customers/{order.customer_id}/"' not in found("rival", text)


def test_nothing_typed_finds_nothing(found):
    assert "<a" not in found("frontdesk", " ")

"""What is shown fits where it is shown: lists on a tablet, hints in their boxes."""

from datetime import date

import pytest

from hebe.billing.services import Wanted, open_order
from hebe.customers.models import Customer
from hebe.customers.services import create_tag, tag_customer

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
LISTS = {
    "frontdesk": ("/customers/", "/orders/", "/staff/", "/catalog/", "/todos/"),
    "admin": ("/customers/", "/log-ins/", "/audit/"),
}
WIDER = "box => box.scrollWidth - box.clientWidth"


@pytest.fixture(params=["zh-hans", "en"])
def reader(people, live_server, request):
    """Return a function that signs somebody in, in one language and in the other."""

    def somebody(login):
        person = people(login, signed_in=False)
        person.page.context.add_cookies(
            [{"name": "hebe_language", "value": request.param, "url": live_server.url}]
        )
        person.sign_in(login, "hebe-demo")
        return person

    return somebody


@pytest.fixture
def old_customer(clinic, boss, frontdesk, jingan, qin_lan, zhou_ke, botox):
    """Enter all that a row of a list can hold."""
    for name in ("热玛吉高意向", "疗程快到期"):
        tag_customer(boss, customer_id=qin_lan.pk, tag_id=create_tag(boss, name=name).pk)
    Customer.objects.of(clinic).filter(pk=qin_lan.pk).update(
        stage="dormant", last_visit_on=date(2022, 1, 4), spent_fen=1_225_700,
        advisor=zhou_ke, level="silver",
    )  # fmt: skip
    open_order(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)])


@pytest.mark.parametrize("size", ["tablet"])
@pytest.mark.parametrize("login", LISTS)
def test_no_list_and_no_hint_is_wider_than_a_tablet(reader, old_customer, login):
    somebody, wider = reader(login), {}
    for address in LISTS[login]:
        somebody.goes(address)
        for box in somebody.page.locator(".h-scroll").all():
            wider[address] = box.evaluate(WIDER)
    wider["search"] = somebody.sees(".h-search .ellipsis").evaluate(WIDER)
    assert set(wider.values()) == {0}, wider


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_search_box_says_all_of_what_it_finds(reader, clinic):
    somebody = reader("frontdesk")
    page = somebody.page
    somebody.goes("/customers/")
    for hint in page.locator(".h-search .ellipsis").filter(visible=True).all():
        assert hint.evaluate(WIDER) == 0
    page.keyboard.press("/")
    box = somebody.sees("#palette input[type=search]")
    room = "box => box.clientWidth - Math.ceil(Object.assign(document.createElement('canvas')"
    room += ".getContext('2d'), { font: getComputedStyle(box).font })"
    room += ".measureText(box.placeholder).width)"
    assert box.evaluate(room) >= 0

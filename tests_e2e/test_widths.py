"""What is shown fits where it is shown: lists on a tablet, hints in their boxes."""

import pytest

from hebe.billing.services import Wanted, open_order
from hebe.customers.services import create_tag, tag_customer
from tests_e2e.person import EVERY_SIZE

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
LISTS = ("/customers/", "/orders/", "/staff/", "/catalog/", "/todos/", "/log-ins/", "/audit/")
WIDER = "box => box.scrollWidth - box.clientWidth"


@pytest.fixture(params=["zh-hans", "en"])
def language(request):
    return request.param


@pytest.fixture
def reader(people, live_server, language):
    somebody = people("admin", signed_in=False)
    somebody.page.context.add_cookies(
        [{"name": "hebe_language", "value": language, "url": live_server.url}]
    )
    somebody.sign_in("admin", "hebe-demo")
    return somebody


@pytest.mark.parametrize("size", ["tablet"])
def test_no_list_is_wider_than_a_tablet(
    reader, clinic, boss, frontdesk, jingan, qin_lan, botox
):
    for name in ("热玛吉高意向", "疗程快到期"):
        tag_customer(boss, customer_id=qin_lan.pk, tag_id=create_tag(boss, name=name).pk)
    open_order(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)])
    wider = {}
    for address in LISTS:
        reader.goes(address)
        for box in reader.page.locator(".h-scroll").all():
            wider[address] = box.evaluate(WIDER)
    assert set(wider.values()) == {0}, wider


@pytest.mark.parametrize("size", EVERY_SIZE)
def test_the_search_box_says_all_of_what_it_finds(reader, clinic):
    page = reader.page
    reader.goes("/customers/")
    for hint in page.locator(".h-search .ellipsis").filter(visible=True).all():
        assert hint.evaluate(WIDER) == 0
    page.keyboard.press("/")
    box = reader.sees("#palette input[type=search]")
    room = "box => box.clientWidth - Math.ceil(Object.assign(document.createElement('canvas')"
    room += ".getContext('2d'), { font: getComputedStyle(box).font })"
    room += ".measureText(box.placeholder).width)"
    assert box.evaluate(room) >= 0

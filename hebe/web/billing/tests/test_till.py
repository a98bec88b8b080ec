"""The till through its addresses: every act, every refusal, every role."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from hebe.billing.models import Order, OrderLine
from hebe.billing.services import Wanted, open_order
from hebe.files.services import content_of
from hebe.jobs.models import Job
from hebe.jobs.services import run_job
from hebe.payments.models import Tender
from hebe.payments.services import take_payment


@pytest.fixture
def order(frontdesk, jingan, qin_lan, facial):
    return open_order(
        frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(facial.pk)]
    )


@pytest.fixture
def line(group, order):
    return OrderLine.objects.of(group).get(order=order)


def at(name, *keys):
    return reverse(f"billing:{name}", args=keys)


def paid(**amounts):
    """Return what the pay form sends: one row per method."""
    methods = ("wechat", "alipay", "card", "cash")
    return {
        "method": methods,
        "amount": [amounts.get(m, ("", ""))[0] for m in methods],
        "reference": [amounts.get(m, ("", ""))[1] for m in methods],
    }


def said(response):
    return response.content.decode()


def test_the_till_shows_who_waits_and_what_came_in(client_of, cashier, order):
    take_payment(cashier, order_id=order.pk, tenders=[("cash", 8_000, "")])
    page = said(client_of("cashier").get(at("till")))
    assert order.number in page
    assert "¥300.00" in page
    assert "¥80.00" in page
    assert at("order", order.pk) in page


def test_the_till_lists_what_was_paid_today_with_its_receipt(client_of, cashier, order):
    take_payment(cashier, order_id=order.pk, tenders=[("cash", order.total_fen, "")])
    page = said(client_of("cashier").get(at("till")))
    assert "今日已收" in page
    assert at("receipt", order.pk, "80mm") in page


def test_an_order_page_explains_itself(client_of, order):
    page = said(client_of("frontdesk").get(at("order", order.pk)))
    assert "补水护理" in page
    assert 'value="380.00"' in page
    assert 'data-pay="38000"' in page


def test_a_thing_is_added_by_typing_its_code_and_enter(client_of, order, laser, group):
    client = client_of("frontdesk")
    found = said(client.get(at("find", order.pk), {"q": "PICO"}))
    assert f"item-{laser.pk}" in found
    refused = client.post(at("add_line", order.pk), {"q": "PICO"})
    assert refused.status_code == 422
    assert "reason" in said(refused)
    body = {"thing": f"item-{laser.pk}", "reason": "医生已面诊，病历待补"}
    assert client.post(at("add_line", order.pk), body).status_code == 302
    assert OrderLine.objects.of(group).filter(order=order).count() == 2


def test_a_bundle_is_sold_and_taken_off_as_one(client_of, order, glow, group):
    client = client_of("frontdesk")
    found = said(client.get(at("find", order.pk), {"q": "hytc"}))
    assert f"bundle-{glow.pk}" in found
    assert "¥3,500.00" in found
    body = {"thing": f"bundle-{glow.pk}", "reason": "医生已面诊，病历待补"}
    page = said(client.post(at("add_line", order.pk), body, follow=True))
    for words in ("套餐优惠", "−¥312.69", "移除套餐 焕颜套餐"):
        assert words in page
    line = OrderLine.objects.of(group).filter(bundle=glow).first()
    assert at("quantity", line.pk) not in page
    assert client.post(at("quantity", line.pk), {"quantity": "2"}).status_code == 409
    client.post(at("remove_line", line.pk))
    order.refresh_from_db()
    assert order.total_fen == 38_000


@pytest.mark.parametrize("thing", ["item-x", "gold-1", "item-", "item-99999999999999999999"])
def test_nonsense_is_not_added(client_of, order, group, thing):
    assert client_of("frontdesk").post(
        at("add_line", order.pk), {"thing": thing}
    ).status_code in {404, 422}
    assert OrderLine.objects.of(group).filter(order=order).count() == 1


def test_quantity_and_removal(client_of, order, line, group):
    client = client_of("frontdesk")
    client.post(at("quantity", line.pk), {"quantity": "3"})
    order.refresh_from_db()
    assert order.total_fen == 114_000
    assert client.post(at("quantity", line.pk), {"quantity": "0"}).status_code == 422
    client.post(at("remove_line", line.pk))
    order.refresh_from_db()
    assert order.total_fen == 0


def test_a_discount_within_ones_limit_says_why(client_of, order, line):
    typed = {"quantity": "1", "price_fen": "300", "reason": "老客户"}
    manager = client_of("manager")
    assert manager.post(at("line", line.pk), typed | {"reason": ""}).status_code == 422
    assert manager.post(at("line", line.pk), typed | {"price_fen": "3a"}).status_code == 422
    assert manager.post(at("line", line.pk), typed).status_code == 302
    order.refresh_from_db()
    assert order.total_fen == 30_000


def test_several_tenders_pay_and_the_toast_says_so(client_of, order, group):
    client = client_of("cashier")
    body = paid(wechat=("300.00", "420000"), cash=("80", ""))
    response = client.post(at("pay", order.pk), body, follow=True)
    assert "¥380.00" in said(response)
    assert Tender.objects.of(group).count() == 2
    order.refresh_from_db()
    assert order.state == "paid"


def test_a_double_click_pays_once(client_of, order, group):
    client = client_of("cashier")
    token = re.search(r'name="once" value="([^"]+)"', said(client.get(at("order", order.pk))))
    body = paid(cash=("100", "")) | {"once": token[1]}
    for _press in range(2):
        assert client.post(at("pay", order.pk), body).status_code == 302
    assert Tender.objects.of(group).count() == 1


@pytest.mark.parametrize(
    ("typed", "status", "words"),
    [
        ({"cash": ("500", "")}, 409, "120.00"),
        ({"wechat": ("380", "")}, 409, "wechat"),
        ({"cash": ("abc", "")}, 422, "abc"),
        ({"cash": ("1.005", "")}, 422, "1.005"),
        ({}, 422, "data-pay"),
    ],
)
def test_a_refused_payment_keeps_what_was_typed(client_of, order, group, typed, status, words):
    response = client_of("cashier").post(at("pay", order.pk), paid(**typed))
    assert response.status_code == status
    assert words in said(response)
    for amount, _reference in typed.values():
        assert f'value="{amount}"' in said(response)
    assert Tender.objects.of(group).count() == 0


def test_a_mistake_is_reversed_by_the_manager(client_of, cashier, order, group):
    (tender,) = take_payment(cashier, order_id=order.pk, tenders=[("cash", 38_000, "")])
    assert client_of("cashier").get(at("reverse", tender.pk)).status_code == 403
    manager = client_of("manager")
    assert at("reverse", tender.pk) in said(manager.get(at("order", order.pk)))
    assert manager.post(at("reverse", tender.pk), {"reason": ""}).status_code == 422
    assert manager.post(at("reverse", tender.pk), {"reason": "收错单"}).status_code == 302
    assert manager.post(at("reverse", tender.pk), {"reason": "收错单"}).status_code == 422
    order.refresh_from_db()
    assert (order.state, order.paid_fen) == ("open", 0)


def test_an_order_is_cancelled_with_a_reason(client_of, order):
    cashier = client_of("cashier")
    assert cashier.post(at("cancel", order.pk), {"reason": ""}).status_code == 422
    page = cashier.post(at("cancel", order.pk), {"reason": "改天再来"}, follow=True)
    assert "改天再来" in said(page)


def test_an_order_opens_at_the_counter(client_of, qin_lan, group):
    client = client_of("frontdesk")
    assert client.get(at("new"), {"q": "qin"}).status_code == 200
    response = client.post(at("new"), {"customer": qin_lan.pk})
    order = Order.objects.of(group).get()
    assert response["Location"] == at("order", order.pk)
    assert client.post(at("new"), {"customer": "x"}).status_code == 422


@pytest.mark.parametrize("size", ["80mm", "a4"])
def test_receipts_are_pdf(client_of, order, size):
    response = client_of("cashier").get(at("receipt", order.pk, size))
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    assert client_of("cashier").get(at("receipt", order.pk, "a5")).status_code == 422


def test_the_list_finds_filters_and_sorts(client_of, order):
    client = client_of("cashier")
    for query in ({}, {"q": "秦兰"}, {"q": order.number}, {"state": "open"},
                  {"day_from": str(order.day)}, {"sort": "-total_fen"}):  # fmt: skip
        assert order.number in said(client.get(at("list"), query))
    for query in ({"q": "nobody"}, {"state": "paid"}, {"day_to": "2020-01-01"}):
        assert order.number not in said(client.get(at("list"), query))


def test_what_matches_is_exported_as_a_job(client_of, order, group, manager):
    client_of("manager").post(at("export"), {"matching": "state=open"})
    job = run_job(group_id=group.pk, job_id=Job.objects.of(group).get().pk)
    _file, content = content_of(manager, job.result_id)
    rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    _head, row = rows.to_python()
    assert (row[0], row[9], row[-1]) == (order.number, "补水护理", 380.0)
    assert client_of("cashier").post(at("export"), {"matching": ""}).status_code == 403
    assert client_of("rival").post(at("export"), {"matching": ""}).status_code == 422


def queries_of(client, address):
    with CaptureQueriesContext(connection) as seen:
        client.get(address)
    return len(seen)


def test_pages_ask_as_often_for_many_orders(
    client_of, frontdesk, order, jingan, qin_lan, li_siyu, facial
):
    client = client_of("cashier")
    pages = (at("list"), at("till"), at("of_customer", qin_lan.pk))
    for page in pages:
        client.get(page)
    few = [queries_of(client, page) for page in pages]
    for customer in (qin_lan, li_siyu) * 2:
        open_order(
            frontdesk, store_id=jingan.pk, customer_id=customer.pk, lines=[Wanted(facial.pk)]
        )
    assert [queries_of(client, page) for page in pages] == few


def test_a_customers_orders_are_a_fragment(client_of, order, qin_lan):
    page = said(client_of("consultant").get(at("of_customer", qin_lan.pk)))
    assert order.number in page
    assert "<html" not in page


def every_address(order, line):
    return [
        ("get", at("till"), "payments.view"),
        ("get", at("list"), "billing.view"),
        ("get", at("new"), "billing.order"),
        ("get", at("order", order.pk), "billing.view"),
        ("get", at("find", order.pk), "billing.order"),
        ("post", at("add_line", order.pk), "billing.order"),
        ("post", at("quantity", line.pk), "billing.order"),
        ("post", at("remove_line", line.pk), "billing.order"),
        ("get", at("line", line.pk), "billing.order"),
        ("post", at("pay", order.pk), "payments.take"),
        ("get", at("cancel", order.pk), "billing.cancel"),
        ("get", at("receipt", order.pk, "a4"), "billing.view"),
        ("get", at("of_customer", order.customer_id), "billing.view"),
    ]


@pytest.mark.parametrize(
    "role", ["hr", "warehouse", "nurse", "doctor", "finance", "callcenter", "consultant"]
)
def test_every_address_asks_for_its_right(client_of, actor_named, order, line, group, role):
    actor, client = actor_named(role), client_of(role)
    for verb, address, permission in every_address(order, line):
        answered = getattr(client, verb)(address).status_code
        assert (answered == 403) is (not actor.may(permission)), (role, address, answered)
        if permission in {"billing.order", "payments.take"} and not actor.may(permission):
            assert Tender.objects.of(group).count() == 0
    if not actor.may("billing.order"):
        assert OrderLine.objects.of(group).count() == 1


def test_the_rival_finds_nothing(client_of, order, line):
    client = client_of("rival")
    for verb, address, _permission in every_address(order, line):
        response = getattr(client, verb)(address)
        assert order.number not in said(response)
        assert "秦兰" not in said(response)
        if str(order.pk) in address and "of-customer" not in address:
            assert response.status_code in {404, 422}, address


def test_strangers_sign_in_first(client, order):
    assert client.get(at("order", order.pk)).status_code == 302


def test_orders_stand_by_their_business_day_however_late_they_were_told(
    client_of, frontdesk, order, jingan, qin_lan, facial
):
    told_later = open_order(
        frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(facial.pk)]
    )
    Order.objects.of(frontdesk).filter(pk=told_later.pk).update(day=date(2020, 1, 1))
    page = said(client_of("cashier").get(at("list")))
    assert page.index(order.number) < page.index(told_later.number)
    up = said(client_of("cashier").get(at("list") + "?sort=day"))
    assert up.index(told_later.number) < up.index(order.number)

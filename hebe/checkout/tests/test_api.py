"""The till as programs use it."""

from datetime import timedelta

import pytest

from hebe.billing.models import Order
from hebe.checkout.tests.conftest import planned_row
from hebe.kernel import clock
from hebe.payments.models import Tender


@pytest.fixture
def bill(api_of, visit, facial):
    """Return the answer of a bill for one facial."""
    return api_of("frontdesk")(
        "post", f"/visits/{visit.pk}/bill", {"lines": [{"item_id": facial.pk}]}
    ).json()


@pytest.fixture
def order_id(bill):
    return bill["order"]["id"]


def test_the_money_part_of_the_day(api_of, visit, sign, botox, jingan, group):
    sign(visit, planned_row(botox))
    desk, till, manager = api_of("frontdesk"), api_of("cashier"), api_of("manager")
    made = desk("post", f"/visits/{visit.pk}/bill", {})
    assert made.status_code == 201, made.content
    order, line = made.json()["order"], made.json()["lines"][0]
    assert (order["total_fen"], order["customer"]) == (280_000, "秦兰")
    assert line["explain"] == [{"step": "list", "fen": 280_000, "note": ""}]
    changed = manager(
        "patch", f"/orders/lines/{line['id']}", {"price_fen": 250_000, "reason": "老客户"}
    )
    assert changed.json()["amount_fen"] == 250_000
    assert till("get", f"/stores/{jingan.pk}/till").json()[0]["due_fen"] == 250_000
    tenders = [
        {"method": "cash", "amount_fen": 50_000},
        {"method": "wechat", "amount_fen": 200_000, "reference": "4200001"},
    ]
    paid = till("post", f"/orders/{order['id']}/pay", {"tenders": tenders})
    assert paid.status_code == 200, paid.content
    assert (paid.json()["order"]["state"], paid.json()["visit_id"]) == ("paid", visit.pk)
    day = clock.today("Asia/Shanghai")
    taken = till("get", f"/stores/{jingan.pk}/takings?day={day}").json()
    assert [row["net_fen"] for row in taken] == [50_000, 0, 200_000, 0]
    receipt = till("get", f"/orders/{order['id']}/receipt?size=a4")
    assert receipt.content.startswith(b"%PDF")
    wrong = paid.json()["tenders"][0]["id"]
    back = manager("post", f"/tenders/{wrong}/reverse", {"reason": "收错"})
    assert back.json()["amount_fen"] == -50_000


def test_refusals_have_stable_codes(api_of, order_id, laser):
    till, desk = api_of("cashier"), api_of("frontdesk")

    def met(response):
        return response.status_code, response.json()["code"]

    def pay(*rows):
        tenders = [
            dict(zip(("method", "amount_fen", "reference"), r, strict=False)) for r in rows
        ]
        return till("post", f"/orders/{order_id}/pay", {"tenders": tenders})

    assert met(pay(("cash", 99_999))) == (409, "overpaid")
    assert met(pay(("card", 38_000))) == (409, "reference_missing")
    assert met(pay(("gold", 38_000))) == (422, "invalid")
    assert met(pay(("cash", 0))) == (422, "invalid")
    assert met(pay()) == (422, "invalid")
    added = desk("post", f"/orders/{order_id}/lines", {"item_id": laser.pk})
    assert met(added) == (409, "red_line_warning")
    assert added.json()["rule_id"] == "PRC-09"
    line = desk("get", f"/orders/{order_id}").json()["lines"][0]["id"]
    cheaper = {"price_fen": 1, "reason": "熟人"}
    assert met(desk("patch", f"/orders/lines/{line}", cheaper))[0] == 403
    assert pay(("cash", 38_000)).status_code == 200
    assert met(pay(("cash", 1))) == (409, "already_paid")
    assert met(desk("delete", f"/orders/lines/{line}")) == (409, "order_closed")


def test_one_idempotency_key_pays_once(api_of, order_id, group):
    till = api_of("cashier")
    body = {"tenders": [{"method": "cash", "amount_fen": 10_000}]}
    for _try in range(2):
        answer = till("post", f"/orders/{order_id}/pay", body, **{"Idempotency-Key": "k-1"})
        assert answer.status_code == 200
    assert Tender.objects.of(group).count() == 1


def test_orders_open_change_and_are_called_off(api_of, jingan, qin_lan, facial, group):
    till = api_of("cashier")
    made = till(
        "post",
        "/orders",
        {"store_id": jingan.pk, "customer_id": qin_lan.pk, "lines": [{"item_id": facial.pk}]},
    )
    assert made.status_code == 201, made.content
    key, line = made.json()["order"]["id"], made.json()["lines"][0]["id"]
    assert till("patch", f"/orders/lines/{line}", {"quantity": 2}).json()["quantity"] == 2
    assert till("delete", f"/orders/lines/{line}").json()["order"]["total_fen"] == 0
    assert till("post", f"/orders/{key}/lines", {"item_id": facial.pk}).status_code == 201
    gone = till("post", f"/orders/{key}/cancel", {"reason": "改天"})
    assert gone.json()["order"]["state"] == "cancelled"
    rows = till("get", f"/orders?state=cancelled&customer_id={qin_lan.pk}&limit=1").json()
    assert [row["id"] for row in rows["rows"]] == [key]


def test_who_has_paid_is_seen_off(api_of, order_id, visit):
    desk = api_of("frontdesk")
    assert desk("post", f"/visits/{visit.pk}/see-off").json()["code"] == "still_to_pay"
    api_of("cashier")(
        "post",
        f"/orders/{order_id}/pay",
        {"tenders": [{"method": "cash", "amount_fen": 38_000}]},
    )
    assert desk("post", f"/visits/{visit.pk}/see-off").status_code == 200


def calls(order_id, line_id, visit_id, store_id):
    """Return each call with the permission it asks for."""
    return [
        ("get", "/orders", None, "billing.view"),
        ("get", f"/orders/{order_id}", None, "billing.view"),
        ("get", f"/orders/{order_id}/receipt", None, "billing.view"),
        ("get", f"/stores/{store_id}/till", None, "payments.view"),
        ("get", f"/stores/{store_id}/takings?day=2027-01-04", None, "payments.view"),
        ("post", f"/visits/{visit_id}/bill", {}, "billing.order"),
        ("post", f"/orders/{order_id}/lines", {"item_id": 1}, "billing.order"),
        ("patch", f"/orders/lines/{line_id}", {"quantity": 2}, "billing.order"),
        ("post", f"/orders/{order_id}/cancel", {"reason": "x"}, "billing.cancel"),
        (
            "post",
            f"/orders/{order_id}/pay",
            {"tenders": [{"method": "cash", "amount_fen": 1}]},
            "payments.take",
        ),
    ]


@pytest.mark.parametrize("role", ["hr", "warehouse", "nurse", "doctor", "finance", "gm"])
def test_every_call_asks_for_its_right(api_of, actor_named, bill, visit, jingan, role, group):
    actor, api = actor_named(role), api_of(role)
    line = bill["lines"][0]["id"]
    for verb, address, body, permission in calls(
        bill["order"]["id"], line, visit.pk, jingan.pk
    ):
        answered = api(verb, address, body).status_code
        assert (answered == 403) is (not actor.may(permission)), (role, address, answered)


def test_the_rival_gets_nothing(api_of, bill, visit, jingan, group):
    api, line = api_of("rival"), bill["lines"][0]["id"]
    for verb, address, body, _permission in calls(
        bill["order"]["id"], line, visit.pk, jingan.pk
    ):
        answer = api(verb, address, body)
        assert "秦兰" not in answer.content.decode()
        assert answer.status_code in {200, 404}
    order = Order.objects.of(group).get()
    assert (order.state, order.paid_fen, order.total_fen) == ("open", 0, 38_000)


def test_an_advisor_who_left_is_refused_by_name_of_the_field(
    api_of, jingan, qin_lan, facial, zhou_ke, group
):
    zhou_ke.left_on = clock.today("Asia/Shanghai") - timedelta(days=1)
    zhou_ke.save()
    body = {"store_id": jingan.pk, "customer_id": qin_lan.pk, "lines": [{"item_id": facial.pk}]}
    refused = api_of("frontdesk")("post", "/orders", body | {"advisor_id": zhou_ke.pk})
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid")
    assert refused.json()["errors"][0]["field"] == "advisor_id"
    assert not Order.objects.of(group).exists()

"""Bundles as programs design and sell them."""

from hebe.billing.models import OrderLine


def test_a_bundle_is_designed_found_changed_and_retired(api_of, botox, facial):
    api = api_of("marketing")
    body = {
        "name": "焕颜套餐",
        "price_fen": 300_000,
        "lines": [{"item_id": botox.pk}, {"item_id": facial.pk, "quantity": 2}],
    }
    made = api("post", "/bundles", body)
    assert made.status_code == 201, made.content
    key = made.json()["id"]
    assert (made.json()["listed_fen"], made.json()["saving_fen"]) == (356_000, 56_000)
    (row,) = api("get", "/bundles?search=hytc&day=2027-01-04").json()["rows"]
    assert [(x["name"], x["quantity"], x["list_fen"]) for x in row["lines"]] == [
        ("肉毒毒素·除皱", 1, 280_000),
        ("补水护理", 2, 38_000),
    ]
    seen = api("get", f"/bundles/{key}").json()["seen"]
    changed = api("patch", f"/bundles/{key}", {"price_fen": 290_000, "seen": seen})
    assert (changed.json()["price_fen"], len(changed.json()["lines"])) == (290_000, 2)
    late = api("patch", f"/bundles/{key}", {"price_fen": 280_000, "seen": seen})
    assert (late.status_code, late.json()["code"]) == (409, "changed_meanwhile")
    assert api("post", f"/bundles/{key}/retire").json()["is_active"] is False
    assert api("get", "/bundles").json()["rows"] == []
    assert api("patch", f"/bundles/{key}", {"is_active": True}).json()["is_active"] is True


def test_refusals_have_stable_codes(api_of, botox, glow):
    api = api_of("gm")

    def met(reply):
        return reply.status_code, reply.json()["code"]

    one = {"name": "单项", "price_fen": 1, "lines": [{"item_id": botox.pk}]}
    assert met(api("post", "/bundles", one)) == (409, "bundle_too_small")
    api("post", f"/items/{botox.pk}/retire")
    again = {"lines": [{"item_id": botox.pk, "quantity": 2}]}
    assert met(api("patch", f"/bundles/{glow.pk}", again)) == (409, "piece_not_on_offer")
    assert met(api_of("cashier")("post", f"/bundles/{glow.pk}/retire")) == (403, "forbidden")


def test_an_order_sells_a_bundle_as_its_lines(api_of, jingan, qin_lan, glow, group):
    desk = api_of("frontdesk")
    made = desk("post", "/orders", {
        "store_id": jingan.pk, "customer_id": qin_lan.pk, "reason": "先付定金",
        "lines": [{"bundle_id": glow.pk}],
    })  # fmt: skip
    assert made.status_code == 201, made.content
    lines, key = made.json()["lines"], made.json()["order"]["id"]
    assert made.json()["order"]["total_fen"] == 350_000
    assert {(x["bundle_id"], x["bundle_name"]) for x in lines} == {(glow.pk, "焕颜套餐")}
    assert lines[0]["explain"][1] == {"step": "bundle", "fen": -31_269, "note": "焕颜套餐"}
    alone = desk("patch", f"/orders/lines/{lines[0]['id']}", {"quantity": 2})
    assert (alone.status_code, alone.json()["code"]) == (409, "bundle_stays_whole")
    more = {"bundle_id": glow.pk, "pass_reason": "先付定金"}
    again = desk("post", f"/orders/{key}/lines", more).json()
    for line, left in ((lines[0], (350_000, 3)), (again[0], (0, 0))):
        order = desk("delete", f"/orders/lines/{line['id']}").json()["order"]
        assert (order["total_fen"], OrderLine.objects.of(group).count()) == left

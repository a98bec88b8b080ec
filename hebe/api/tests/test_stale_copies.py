"""Whoever changes what somebody else has changed since is told so, as on the screens."""

import json

import pytest

from hebe.api.tests.conftest import PARTS
from hebe.customers.services import create_own_field, create_tag
from hebe.scheduling.services import create_resource
from hebe.visits.services import register_arrival

pytestmark = pytest.mark.django_db


def body(reply):
    return json.loads(reply.content)


@pytest.fixture
def product(api_of):
    made = api_of("gm")("post", "/products", {"name": "医用面膜", "unit": "盒"})
    return body(made)["id"]


@pytest.fixture
def at(botox, product, qin_lan, zhou_ke, jingan):
    """Return the address of each thing that can be edited."""
    return {
        "item": f"/items/{botox.pk}",
        "product": f"/products/{product}",
        "customer": f"/customers/{qin_lan.pk}",
        "member": f"/staff/{zhou_ke.pk}",
        "store": f"/stores/{jingan.pk}",
    }


EDITORS = {"member": "hr", "store": "gm"}
EDITS = [
    ("item", {"price_fen": 100}, {"price_fen": 200}, {"unit": "部位"}),
    ("product", {"price_fen": 100}, {"price_fen": 200}, {"unit": "片"}),
    ("customer", {"parking": "沪A1"}, {"parking": "沪B2"}, {"budget": "一万"}),
    ("member", {"title": "顾问"}, {"title": "主管"}, {"name": "周可可"}),
    ("store", {"phone": "021-1"}, {"phone": "021-2"}, {"city": "上海市"}),
]


@pytest.mark.parametrize(("what", "first", "late", "other"), EDITS)
def test_a_field_that_somebody_changed_since_is_not_overwritten(
    api_of, at, what, first, late, other
):
    api, address = api_of(EDITORS.get(what, "director")), at[what]
    seen = body(api("get", address))["seen"]
    assert api("patch", address, first | {"seen": seen}).status_code == 200

    refused = api("patch", address, late | {"seen": seen})

    assert (refused.status_code, body(refused)["code"]) == (409, "changed_meanwhile")
    assert [error["field"] for error in body(refused)["errors"]] == list(first)
    assert api("patch", address, other | {"seen": seen}).status_code == 200
    seen = body(api("get", address))["seen"]
    assert api("patch", address, late | {"seen": seen}).status_code == 200


@pytest.mark.parametrize("what", ["item", "product", "customer", "member", "store"])
@pytest.mark.parametrize("seen", ["yesterday", "[]", '{"name": 1}', "{" * 20_000])
def test_marks_that_nobody_gave_out_are_no_marks(api_of, at, what, seen):
    answer = api_of("director")("patch", at[what], {"name": "另一个", "seen": seen})
    assert answer.status_code == 422
    assert body(answer)["errors"][0]["field"].startswith("seen")


@pytest.mark.parametrize(("what", "reader"), [("customer", "cashier"), ("member", "nurse")])
def test_who_may_change_nothing_gets_no_marks(api_of, at, what, reader):
    assert body(api_of(reader)("get", at[what]))["seen"] == ""


def test_what_one_may_not_see_has_no_mark(api_of, at):
    """Equal marks would tell equal values."""
    desk = body(api_of("frontdesk")("get", at["customer"]))
    assert (desk["health"], "health" in json.loads(desk["seen"])) == (None, False)


def test_a_right_that_somebody_gave_meanwhile_is_kept(api_of):
    admin = api_of("admin")
    (role,) = [r for r in body(admin("get", "/roles")) if r["code"] == "nurse"]
    given = {"permissions": [*role["permissions"], "analytics.view"], "seen": role["seen"]}
    late = {"permissions": role["permissions"][1:], "seen": role["seen"]}
    assert admin("put", f"/roles/{role['id']}", given).status_code == 200
    saved = body(admin("put", f"/roles/{role['id']}", late))
    assert set(saved["permissions"]) == {*given["permissions"]} - {role["permissions"][0]}


def test_a_record_keeps_what_another_window_wrote(api_of, frontdesk, jingan, qin_lan, dr_lin):
    visit = register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)
    doctor, address = api_of("doctor"), f"/visits/{visit.pk}/record"
    seen = body(doctor("put", address, {"parts": PARTS}))["seen"]
    later = PARTS | {"advice": "10U"}
    assert doctor("put", address, {"parts": later, "seen": seen}).status_code == 200

    refused = doctor("put", address, {"parts": PARTS | {"advice": "15U"}, "seen": seen})

    assert (refused.status_code, body(refused)["code"]) == (409, "changed_meanwhile")
    kept = body(doctor("get", address))
    assert kept["record"]["advice"] == "10U"
    key = kept["record"]["id"]
    signed = body(doctor("post", f"/records/{key}/sign"))
    change = {"reason": "补充", "parts": {"advice": "12U"}, "seen": signed["seen"]}
    assert doctor("post", f"/records/{key}/amend", change).status_code == 200
    again = change | {"parts": {"advice": "14U"}}
    assert body(doctor("post", f"/records/{key}/amend", again))["code"] == "changed_meanwhile"


def test_a_standard_that_somebody_set_meanwhile_is_kept(api_of, jingan):
    gm, address = api_of("gm"), f"/stores/{jingan.pk}/standards"
    seen = body(gm("get", address))["seen"]
    first, late = ({"minutes": {"consult": n}, "seen": seen} for n in (20, 25))
    assert gm("patch", address, first).status_code == 200
    refused = gm("patch", address, late)
    assert (refused.status_code, body(refused)["code"]) == (409, "changed_meanwhile")
    assert body(gm("get", address))["minutes"]["consult"] == 20


@pytest.fixture
def listed(api_of, gm, jingan):
    """Return what finds a thing in its list, and where it is changed."""
    create_tag(gm, name="怕痛")
    create_own_field(gm, name="性格", kind="text")
    create_resource(gm, store_id=jingan.pk, kind="room", resource_type="laser", name="光电室 9")
    return {
        "tag": ("/tags", "patch"),
        "own field": ("/own-fields", "put"),
        "room": (f"/resources?store_id={jingan.pk}", "patch"),
    }


@pytest.mark.parametrize("what", ["tag", "own field", "room"])
def test_a_name_that_somebody_gave_meanwhile_is_kept(api_of, listed, what):
    gm, (address, verb) = api_of("gm"), listed[what]

    def found():
        (row,) = body(gm("get", address))
        return row

    before = found()
    there = f"{address.partition('?')[0]}/{before['id']}"
    assert gm(verb, there, {"name": "先改", "seen": before["seen"]}).status_code == 200
    refused = gm(verb, there, {"name": "后改", "seen": before["seen"]})
    assert (refused.status_code, body(refused)["code"]) == (409, "changed_meanwhile")
    assert found()["name"] == "先改"
    same = {"name": before["name"], "is_active": False, "seen": before["seen"]}
    if what != "tag":
        assert body(gm(verb, there, same))["is_active"] is False
        assert found()["name"] == "先改"

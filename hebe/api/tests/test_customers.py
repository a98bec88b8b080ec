"""The customers' endpoints, through keys."""

import json

import pytest

from hebe.access.models import Assignment
from hebe.architecture.cast import customer_of
from hebe.customers import services
from hebe.customers.models import Customer


@pytest.fixture
def zhang(boss):
    return services.create_customer(boss, name="张晓敏", phone="13800135086")


def body(reply):
    return json.loads(reply.content)


def test_a_customer_through_her_whole_file(api_of, group, dr_chen, zhou_ke):
    api = api_of("admin")
    made = body(api("post", "/customers", {"name": "邓婕", "phone": "138 0013 6072"}))
    at = f"/customers/{made['id']}"
    tag = body(api("post", "/tags", {"name": "怕痛"}))
    changed = body(api("patch", at, {"parking": "沪A12345", "birthday": "1998-02-03"}))
    assert changed["parking"] == "沪A12345"
    team = {"advisor_id": zhou_ke.pk, "doctor_id": dr_chen.pk}
    assert body(api("put", f"{at}/team", team))["doctor"] == "陈静怡"
    assert api("put", f"{at}/tags/{tag['id']}").status_code == 204
    assert body(api("put", f"{at}/key", {"is_key": True}))["is_key"] is True
    assert api("post", f"{at}/confirm").status_code == 200
    contact = body(api("post", f"{at}/contacts", {"kind": "landline", "value": "021-62345678"}))
    assert contact["value"] == "021-62345678"
    she = body(api("get", at))
    assert [t["name"] for t in she["card"]["tags"]] == ["怕痛"]
    assert [a["kind"] for a in she["alerts"]] == ["parking", "first"]
    assert api("delete", f"{at}/contacts/{contact['id']}").status_code == 204
    assert api("delete", f"{at}/tags/{tag['id']}").status_code == 204
    told = body(api("get", f"{at}/timeline"))["moments"]
    assert {"CustomerCreated", "CustomerTagged", "CustomerUntagged"} <= {
        m["name"] for m in told
    }
    assert len(body(api("get", f"{at}/changes"))) >= 6


def test_numbers_are_masked_as_on_the_screen_and_shown_for_a_reason(api_of, zhang):
    api = api_of("frontdesk")
    at = f"/customers/{zhang.pk}"
    assert body(api("get", at))["card"]["phone"] == "138****5086"
    assert body(api("get", at))["health"] is None
    assert api("post", f"{at}/reveal", {"reason": ""}).status_code == 422
    assert body(api("post", f"{at}/reveal", {"reason": "改预约"})) == {"value": "13800135086"}


def test_lists_search_and_filters(api_of, zhang):
    api = api_of("frontdesk")
    assert [c["name"] for c in body(api("get", "/customers"))["rows"]] == ["张晓敏"]
    assert body(api("get", "/customers/search?q=zxm"))[0]["card"]["name"] == "张晓敏"
    where = '{"field":"stage","op":"is","value":["new"]}'
    assert body(api("get", f"/customers?filter={where}"))["rows"] == []
    for unreadable in ("[", "[" * 9000):
        assert api("get", f"/customers?filter={unreadable}").status_code == 422


def test_a_taken_number_and_nonsense_are_refused_with_stable_codes(api_of, zhang, group):
    api = api_of("frontdesk")
    taken = api("post", "/customers", {"name": "李雷", "phone": "13800135086"})
    assert (taken.status_code, body(taken)["code"]) == (409, "phone_taken")
    bad = api("post", "/customers", {"name": "李雷", "phone": "12"})
    assert (bad.status_code, body(bad)["errors"][0]["field"]) == (422, "phone")
    assert Customer.objects.of(group).count() == 1


def test_many_at_once(api_of, zhang, zhou_ke):
    api = api_of("admin")
    tag = body(api("post", "/tags", {"name": "关注抗衰", "tone": "brand"}))
    many = {"customer_ids": [zhang.pk, 999_999_999]}
    done = {"changed": 1, "same": 0, "out_of_reach": 1}
    assert body(api("post", f"/tags/{tag['id']}/customers", many)) == done
    assert body(api("post", f"/advisors/{zhou_ke.pk}/customers", many)) == done
    assert body(api("patch", f"/tags/{tag['id']}", {"name": "抗衰"}))["name"] == "抗衰"
    assert api("post", "/channels", {"name": "新氧"}).status_code == 201
    assert [c["name"] for c in body(api("get", "/channels"))] == ["新氧"]
    assert [t["name"] for t in body(api("get", "/tags"))] == ["抗衰"]


def test_another_stores_customer_is_received(api_of, boss, xuhui):
    she = services.create_customer(
        boss, name="马蕊", phone="13800131111", home_store_id=xuhui.pk
    )
    api = api_of("frontdesk")
    assert api("get", f"/customers/{she.pk}").status_code == 404
    at = f"/customers/{she.pk}/receive"
    assert body(api("post", at, {"number": "1111"}))["code"] == "number_does_not_fit"
    assert api("post", at, {"number": "13800131111"}).status_code == 200
    assert api("get", f"/customers/{she.pk}").status_code == 200


def test_wrong_numbers_at_the_reception_rest(api_of, boss, xuhui):
    she = services.create_customer(
        boss, name="马蕊", phone="13800131111", home_store_id=xuhui.pk
    )
    api, at = api_of("frontdesk"), f"/customers/{she.pk}/receive"
    for key in range(6):
        assert api("post", at, {"number": f"HB0000{key}"}).status_code == 409
    rests = api("post", at, {"number": "13800131111"})
    assert (rests.status_code, body(rests)["code"]) == (429, "too_many_guesses")
    assert api("get", f"/customers/{she.pk}").status_code == 404
    assert api("get", "/me").status_code == 200


def test_the_rival_finds_nothing(api_of, zhang):
    api = api_of("rival")
    assert body(api("get", "/customers"))["rows"] == []
    at = f"/customers/{zhang.pk}"
    assert api("get", at).status_code == 404
    assert api("patch", at, {"note": "x"}).status_code == 404
    assert api("post", f"{at}/receive", {"number": "13800135086"}).status_code == 404


def test_the_groups_own_fields_are_kept_through_keys(api_of):
    api = api_of("admin")
    asked = body(
        api("post", "/own-fields", {"name": "性格", "kind": "choice", "options": ["急", "慢"]})
    )
    she = body(
        api("post", "/customers", {
            "name": "邓婕", "phone": "13800136072", "own": {asked["id"]: "慢"},
            "contacts": {"landline": "021-62345678"},
        })
    )  # fmt: skip
    at = f"/customers/{she['id']}"
    file = body(api("get", at))
    assert file["own"] == [{"id": asked["id"], "name": "性格", "value": "慢"}]
    assert [contact["kind"] for contact in file["contacts"]] == ["landline"]
    wrong = api("patch", at, {"own": {asked["id"]: "快"}})
    assert (wrong.status_code, body(wrong)["code"]) == (422, "invalid")
    retired = body(api("put", f"/own-fields/{asked['id']}", {
        "name": "性格", "options": ["急", "慢"], "is_active": False, "seen": asked["seen"],
    }))  # fmt: skip
    assert retired == asked | {"is_active": False, "seen": retired["seen"]}
    assert body(api("get", "/own-fields")) == [retired]
    refused = api_of("frontdesk")("post", "/own-fields", {"name": "喜好"})
    assert refused.status_code == 403


def test_a_referrer_beyond_reach_is_refused_like_nobody(api_of, group, xuhui, qin_lan):
    afar = customer_of(group, xuhui, "马蕊蕊", "13800131111")
    answers = [
        api_of("frontdesk")("patch", f"/customers/{qin_lan.pk}", {"referrer_id": key})
        for key in (afar.pk, 999_999)
    ]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].json() == answers[1].json()
    assert answers[0].json()["errors"][0]["field"] == "referrer_id"


def test_a_full_number_names_a_day_at_the_desk_and_no_more(api_of, boss, xuhui, monkeypatch):
    monkeypatch.setattr("hebe.customers.services.reception.MOST", 1)
    services.create_customer(boss, name="马蕊蕊", phone="13800131111", home_store_id=xuhui.pk)
    services.create_customer(boss, name="单晓曦", phone="13800132222", home_store_id=xuhui.pk)
    api = api_of("frontdesk")
    found = api("get", "/customers/search?q=13800131111").json()
    assert [(hit["card"]["name"], hit["within_reach"]) for hit in found] == [("马蕊蕊", False)]
    refused = api("get", "/customers/search?q=13800132222")
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_named")


def test_a_customer_can_be_handed_to_a_colleague(api_of, group, qin_lan, zhou_ke, jiang):
    Customer.objects.of(group).filter(pk=qin_lan.pk).update(advisor=zhou_ke)
    Assignment.objects.of(group).filter(user=zhou_ke.user).update(reach="own")
    hers = {"advisor_id": jiang.pk}
    handed = api_of("consultant")("put", f"/customers/{qin_lan.pk}/team", hers)
    assert (handed.status_code, handed.json()["advisor"]) == (200, "江雨桐")
    assert api_of("consultant")("get", f"/customers/{qin_lan.pk}").status_code == 404


def test_seen_guards_the_team_too(api_of, zhang, zhou_ke, dr_chen, dr_lin):
    api = api_of("manager")
    seen = api("get", f"/customers/{zhang.pk}").json()["seen"]
    api("put", f"/customers/{zhang.pk}/team", {"doctor_id": dr_chen.pk, "seen": seen})
    late = {"advisor_id": zhou_ke.pk, "doctor_id": dr_lin.pk, "seen": seen}
    refused = api("put", f"/customers/{zhang.pk}/team", late)
    assert (refused.status_code, refused.json()["code"]) == (409, "changed_meanwhile")
    kept = api("put", f"/customers/{zhang.pk}/team", late | {"doctor_id": None}).json()
    assert (kept["doctor"], kept["advisor"]) == ("陈静怡", "周可")

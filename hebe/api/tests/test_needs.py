"""Needs of items, and appointments of several people, through the API."""

import time_machine

from hebe.architecture.cast import DOCTOR, item_of
from hebe.catalog.services import Need
from hebe.scheduling.tests.conftest import on_duty  # noqa: F401
from hebe.staff.models import Shift


def body(reply, status=200):
    assert reply.status_code == status, reply.content
    return reply.json()


def test_an_item_says_what_it_takes(api_of, shelf):
    api = api_of("director")
    needs = [
        {"kind": "person", "what": "nurse", "for_minutes": 30},
        {"kind": "person", "what": "doctor", "from_minute": 30, "is_named": True},
    ]
    wanted = {
        "name": "童颜针", "category_id": shelf.pk, "department": "dermatology",
        "technique": "injection", "catalogue_name": "填充物注射", "duration_minutes": 60,
        "needs": needs,
    }  # fmt: skip
    made = body(api("post", "/items", wanted), 201)
    assert [(n["what"], n["from_minute"], n["is_named"]) for n in made["needs"]] == [
        ("nurse", 0, False), ("doctor", 30, True),
    ]  # fmt: skip
    reply = api("patch", f"/items/{made['id']}", {"duration_minutes": 20})
    assert (reply.status_code, reply.json()["code"]) == (422, "invalid")
    assert "needs" in str(reply.json())


def test_two_doctors_are_booked_and_one_who_is_lost_is_told(
    api_of, jingan, qin_lan, dr_chen, dr_lin, shelf, group, monday, on_duty  # noqa: F811
):  # fmt: skip
    duet = item_of(
        group, shelf, "DUO", "双人注射", technique="toxin",
        needs=(DOCTOR, Need("person", "doctor")),
    )  # fmt: skip
    with time_machine.travel(monday("07:00"), tick=False):
        api, boss = api_of("frontdesk"), api_of("manager")
        chosen = [{"need_id": duet.needed[0].pk, "keys": [dr_chen.pk]}]
        booked = body(
            api("post", "/appointments", {
                "store_id": jingan.pk, "customer_id": qin_lan.pk, "item_id": duet.pk,
                "starts_at": monday("10:00").isoformat(), "chosen": chosen,
            }), 201,
        )  # fmt: skip
        assert [(p["name"], p["is_named"]) for p in booked["parts"]] == [
            ("陈静怡", True), ("林泽", False),
        ]  # fmt: skip
        assert booked["needs_attention"] == []
        shift = Shift.objects.of(group).get(member=dr_lin)
        reply = boss("delete", f"/shifts/{shift.pk}")
        assert (reply.status_code, reply.headers["Bookings-Touched"]) == (204, "1")
        again = body(api("get", f"/appointments/{booked['id']}"))
        assert [why["code"] for why in again["needs_attention"]] == ["roster"]
        rows = body(api("get", f"/stores/{jingan.pk}/appointments-needing-attention"))
        assert [row["id"] for row in rows] == [booked["id"]]


def test_an_unknown_need_is_refused(api_of, jingan, qin_lan, botox, dr_chen, monday, on_duty):  # noqa: F811
    with time_machine.travel(monday("07:00"), tick=False):
        reply = api_of("frontdesk")("post", "/appointments", {
            "store_id": jingan.pk, "customer_id": qin_lan.pk, "item_id": botox.pk,
            "starts_at": monday("10:00").isoformat(),
            "chosen": [{"need_id": 999_999, "keys": [dr_chen.pk]}],
        })  # fmt: skip
    assert (reply.status_code, reply.json()["code"]) == (409, "item_changed")

"""The diary through keys."""

import json

import pytest
import time_machine

from hebe.scheduling.models import Appointment
from hebe.scheduling.tests.conftest import book, on_duty

__all__ = ["book", "on_duty"]


@pytest.fixture(autouse=True)
def _early(monday):
    with time_machine.travel(monday("07:00"), tick=False):
        yield


@pytest.fixture
def desk(api_of):
    return api_of("frontdesk")


@pytest.fixture
def wanted(jingan, qin_lan, botox, dr_chen, on_duty):
    return {
        "store_id": jingan.pk, "customer_id": qin_lan.pk, "item_id": botox.pk,
        "doctor_id": dr_chen.pk, "starts_at": "2027-01-04T10:00:00+08:00", "source": "wechat",
    }  # fmt: skip


def body(reply):
    return json.loads(reply.content)


def test_a_day_of_an_appointment(desk, wanted, jingan, qin_lan):
    made = desk("post", "/appointments", wanted)
    assert made.status_code == 201
    mine = body(made)
    assert (mine["doctor"], mine["status"]) == ("陈静怡", "booked")
    address = f"/appointments/{mine['id']}"
    moved = body(
        desk("post", f"{address}/reschedule", {"starts_at": "2027-01-04T11:00:00+08:00"})
    )
    assert moved["starts_at"].startswith("2027-01-04T11:00")
    assert body(desk("post", f"{address}/confirm"))["status"] == "confirmed"
    rows = body(desk("get", f"/appointments?store_id={jingan.pk}&day=2027-01-04"))["rows"]
    assert [row["id"] for row in rows] == [mine["id"]]
    assert len(body(desk("get", f"/customers/{qin_lan.pk}/appointments"))) == 1
    gone = body(desk("post", f"{address}/cancel", {"reason": "出差"}))
    assert gone["status"] == "cancelled"
    assert body(desk("get", address))["status"] == "cancelled"


def test_a_taken_time_is_a_problem_with_a_code_and_advice(desk, wanted, li_siyu, group):
    desk("post", "/appointments", wanted)
    reply = desk("post", "/appointments", wanted | {"customer_id": li_siyu.pk})
    assert reply.status_code == 409
    assert body(reply)["code"] == "slot_taken"
    assert "10:30" in body(reply)["advice"]
    assert Appointment.objects.of(group).count() == 1


def test_a_repeat_with_the_same_key_books_once(desk, wanted, group):
    again = {"Idempotency-Key": "c0ffee-c0ffee-c0ffee"}
    first = desk("post", "/appointments", wanted, **again)
    second = desk("post", "/appointments", wanted, **again)
    assert body(first) == body(second)
    assert Appointment.objects.of(group).count() == 1


def test_free_slots(desk, wanted):
    desk("post", "/appointments", wanted)
    address = f"/free-slots?store_id={wanted['store_id']}&item_id={wanted['item_id']}"
    found = body(desk("get", f"{address}&day=2027-01-04&doctor_id={wanted['doctor_id']}"))
    assert found[0]["member"] == "陈静怡"
    assert "2027-01-04T02:00:00Z" not in {s["starts_at"] for s in found}
    assert "2027-01-04T02:30:00Z" in {s["starts_at"] for s in found}


def test_nobody_learns_from_free_slots_when_a_customer_beyond_reach_is_taken(desk, wanted):
    address = f"/free-slots?store_id={wanted['store_id']}&item_id={wanted['item_id']}"
    reply = desk("get", f"{address}&day=2027-01-04&customer_id={2**40}")
    assert (reply.status_code, body(reply)["code"]) == (404, "not_found")


def test_rooms_and_closed_time(api_of, jingan, dr_chen, on_duty):
    boss = api_of("manager")
    room = {"store_id": jingan.pk, "kind": "room", "type": "laser", "name": "光电室 9"}
    made = body(boss("post", "/resources", room))
    changed = boss("patch", f"/resources/{made['id']}", {"name": "光电室", "is_active": False})
    assert body(changed)["is_active"] is False
    assert len(body(boss("get", f"/resources?store_id={jingan.pk}"))) == 1
    stretch = {
        "store_id": jingan.pk, "member_id": dr_chen.pk, "reason": "会诊",
        "starts_at": "2027-01-04T10:00:00+08:00", "ends_at": "2027-01-04T11:00:00+08:00",
    }  # fmt: skip
    claim = body(boss("post", "/closed-times", stretch))
    assert body(boss("post", "/closed-times/free", stretch)) == []
    assert boss("delete", f"/closed-times/{claim['id']}").status_code == 204


def test_affected_by_absence(api_of, book, dr_chen):
    mine = book("10:00")
    span = "starts_at=2027-01-04T01:00:00Z&ends_at=2027-01-04T12:00:00Z"
    rows = body(api_of("manager")("get", f"/members/{dr_chen.pk}/affected-appointments?{span}"))
    assert [row["id"] for row in rows] == [mine.pk]


def test_no_show_before_the_time(desk, book):
    reply = desk("post", f"/appointments/{book('10:00').pk}/no-show")
    assert (reply.status_code, body(reply)["code"]) == (409, "too_early")


def test_the_rival_finds_nothing(api_of, book, jingan):
    mine, rival = book("10:00"), api_of("rival")
    assert rival("get", f"/appointments/{mine.pk}").status_code == 404
    assert rival("post", f"/appointments/{mine.pk}/confirm").status_code == 404
    found = rival("get", f"/appointments?store_id={jingan.pk}&day=2027-01-04")
    assert found.status_code == 404

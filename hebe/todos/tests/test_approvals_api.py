"""Requests, steps and substitutes over the API: the same acts, the same refusals."""

import pytest

from hebe.architecture.cast import member_of, user_of
from hebe.billing.models import OrderLine
from hebe.billing.services import Wanted, open_order


@pytest.fixture
def line(consultant, jingan, qin_lan, botox, group):
    open_order(consultant, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)])
    return OrderLine.objects.of(group).get()


def test_a_discount_is_refused_asked_for_and_approved(api_of, line):
    api, manager = api_of("consultant"), api_of("manager")
    body = {"price_fen": 224_000, "reason": "老客户"}
    refused = api("patch", f"/orders/lines/{line.pk}", body)
    assert (refused.status_code, refused.json()["code"]) == (403, "discount_not_allowed")
    asked = api("post", f"/orders/lines/{line.pk}/discount", body)
    assert asked.status_code == 201, asked.content
    key = asked.json()["todo_id"]
    assert [row["todo_id"] for row in manager("get", "/approvals").json()] == [key]
    again = api("post", f"/orders/lines/{line.pk}/discount", body)
    assert again.json()["code"] == "already_asked"
    done = manager("post", f"/todos/{key}/decide", {"approve": True})
    assert (done.json()["outcome"], done.json()["decided_by"]) == ("approved", "许雯")
    assert manager("post", f"/todos/{key}/decide", {"approve": True}).json()["code"] == (
        "already_decided"
    )
    assert manager("get", f"/todos/{key}/approval").json()["arguments"]["price_fen"] == 224_000
    assert api("get", f"/orders/{line.order_id}/discounts").json() == []


def test_she_withdraws_with_a_reason(api_of, line):
    api = api_of("consultant")
    body = {"price_fen": 224_000, "reason": "老客户"}
    key = api("post", f"/orders/lines/{line.pk}/discount", body).json()["todo_id"]
    reply = api("post", f"/todos/{key}/cancel", {"reason": "客户不要了"})
    assert reply.json()["state"] == "cancelled"


def test_limits_are_listed_and_set(api_of):
    api = api_of("gm")
    role = next(r for r in api("get", "/discount-limits").json() if r["percent"] == 30)
    assert (
        api("put", f"/discount-limits/{role['role_id']}", {"percent": 25}).json()["percent"]
        == 25
    )
    assert api_of("manager")("get", "/discount-limits").status_code == 403


def test_work_for_a_post_is_claimed_and_put_back(api_of, group, jingan):
    member_of(group, jingan, "唐悦", "cashier", user=user_of(group, "cashier", jingan))
    api = api_of("cashier")
    body = {"title": "核对", "due_at": "2027-01-04T18:00:00+08:00", "for_post": "cashier"}
    key = api("post", "/todos", body).json()["id"]
    assert api("post", f"/todos/{key}/claim").json()["owner_id"] is not None
    assert api("post", f"/todos/{key}/claim").json()["code"] == "already_taken"
    assert api("post", f"/todos/{key}/give-back").json()["owner_id"] is None


def test_a_request_is_not_written_down_by_hand(api_of):
    body = {"title": "打折", "due_at": "2027-01-04T18:00:00+08:00", "kind": "discount"}
    assert api_of("manager")("post", "/todos", body).status_code == 422


def test_steps_are_set_and_stopped(api_of):
    api = api_of("gm")
    body = {"kind": "task", "position": 2, "after_minutes": 60, "to": "post", "post": "nurse"}
    assert api("post", "/escalation-steps", body).status_code == 200
    assert len([s for s in api("get", "/escalation-steps").json() if s["kind"] == "task"]) == 2
    assert api("delete", "/escalation-steps/task/2").status_code == 200
    assert api("delete", "/escalation-steps/task/2").status_code == 404


def test_substitutes_are_named_and_ended(api_of, jiang, nurse_fang):
    api = api_of("frontdesk")
    body = {"substitute_id": nurse_fang.pk, "starts_on": "2099-01-04", "ends_on": "2099-01-08"}
    reply = api("post", "/substitutes", body)
    assert reply.status_code == 201, reply.content
    assert [row["id"] for row in api("get", "/substitutes").json()] == [reply.json()["id"]]
    assert api("post", "/substitutes", body).json()["code"] == "has_substitute"
    assert api("delete", f"/substitutes/{reply.json()['id']}").status_code == 204

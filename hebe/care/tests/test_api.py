"""The API of follow-ups."""

import pytest

from hebe.care.services import plan_follow_ups


@pytest.fixture
def asked(boss, steps, treated):
    return plan_follow_ups(boss, treatment_id=treated.pk)


def test_follow_ups_are_listed_and_written_down(api_of, asked):
    api = api_of("consultant")
    rows = api("get", "/follow-ups").json()["rows"]
    assert [row["step"] for row in rows] == [row.step.title for row in asked]
    reply = api("post", f"/follow-ups/{asked[0].pk}", {"recovery": "微红", "satisfaction": 4})
    assert (reply.json()["state"], reply.json()["satisfaction"]) == ("done", 4)
    assert len(api("get", "/follow-ups").json()["rows"]) == 2
    mine = f"/follow-ups?customer_id={asked[0].customer_id}&state=done"
    assert len(api("get", mine).json()["rows"]) == 1


def test_steps_are_set_and_stopped(api_of):
    api = api_of("director")
    made = api("post", "/follow-up-steps", {"day": 1, "title": "第 1 天", "script": "疼吗"})
    assert made.status_code == 200, made.content
    assert len(api("get", "/follow-up-steps").json()) == 1
    stopped = api("delete", f"/follow-up-steps/{made.json()['id']}")
    assert stopped.json()["is_active"] is False
    assert api("get", "/follow-up-steps").json() == []


def test_refusals(api_of, asked):
    key = asked[0].pk
    assert (
        api_of("frontdesk")("post", "/follow-up-steps", {"day": 1, "title": "x"}).status_code
        == 403
    )
    body = {"recovery": "好", "satisfaction": 9}
    assert api_of("consultant")("post", f"/follow-ups/{key}", body).status_code == 422
    assert api_of("rival")("post", f"/follow-ups/{key}", {"recovery": "好"}).status_code == 404
    assert api_of("cashier")("get", "/follow-ups").status_code == 403

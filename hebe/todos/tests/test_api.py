"""The API of to-dos: every act is callable, every refusal has its code."""

import pytest

from hebe.architecture.cast import customer_of


@pytest.fixture
def made(api_of, jiang, jingan):
    def make(login="frontdesk", **changes):
        body = {"title": "回电", "due_at": "2027-01-04T18:00:00+08:00", "owner_id": jiang.pk}
        return api_of(login)("post", "/todos", body | changes)

    return make


def test_work_is_given_listed_and_finished(api_of, made):
    reply = made()
    assert reply.status_code == 201, reply.content
    key = reply.json()["id"]
    api = api_of("frontdesk")
    assert [row["id"] for row in api("get", "/todos?mine=true").json()["rows"]] == [key]
    assert api("get", f"/todos/{key}").json()["title"] == "回电"
    done = api("post", f"/todos/{key}/finish", {"outcome": "好"})
    assert done.json()["state"] == "done"
    assert api("get", "/todos").json()["rows"] == []
    assert len(api("get", "/todos?state=done").json()["rows"]) == 1


def test_a_repeat_with_the_same_source_is_harmless(made):
    assert made(source="crm-7").json()["id"] == made(source="crm-7").json()["id"]


def test_refusals_have_stable_codes(api_of, made):
    key = made(kind="call").json()["id"]
    api = api_of("frontdesk")
    missing = api("post", f"/todos/{key}/finish", {})
    assert (missing.status_code, missing.json()["code"]) == (409, "outcome_missing")
    theirs = api_of("cashier")("post", f"/todos/{key}/finish", {"outcome": "x"})
    assert (theirs.status_code, theirs.json()["code"]) == (403, "not_yours")
    assert api("post", f"/todos/{key}/hand-over", {"owner_id": 1}).status_code == 403
    assert api("get", "/todos?state=nonsense").status_code == 422


def test_many_are_handed_over_at_once_or_none(api_of, made, zhou_ke):
    keys = [made().json()["id"] for _ in range(2)]
    api, wish = api_of("manager"), {"owner_id": zhou_ke.pk}
    gone = api("post", "/todos/hand-over", wish | {"todo_ids": [*keys, 999_999_999]})
    assert gone.status_code == 404
    assert {api("get", f"/todos/{key}").json()["owner_id"] for key in keys} != {zhou_ke.pk}
    done = api("post", "/todos/hand-over", wish | {"todo_ids": keys})
    assert done.json() == {"count": 2}
    assert {api("get", f"/todos/{key}").json()["owner_id"] for key in keys} == {zhou_ke.pk}


def test_it_is_handed_over_and_told(api_of, made, zhou_ke):
    key = made().json()["id"]
    reply = api_of("manager")("post", f"/todos/{key}/hand-over", {"owner_id": zhou_ke.pk})
    assert reply.json()["owner_id"] == zhou_ke.pk
    hers = api_of("consultant")
    assert [line["text"] for line in hers("get", "/notifications").json()] == ["回电"]
    assert hers("post", "/notifications/read").json() == {"read": 1}


def test_overdue_work_can_be_asked_for(api_of, made):
    made(due_at="2020-01-01T10:00:00+08:00")
    made()
    api = api_of("frontdesk")
    assert len(api("get", "/todos?overdue=true").json()["rows"]) == 1
    assert len(api("get", "/todos?overdue=false").json()["rows"]) == 1


def test_pages_follow_each_other(api_of, made):
    for _ in range(3):
        made()
    api = api_of("frontdesk")
    first = api("get", "/todos?limit=2").json()
    rest = api("get", f"/todos?limit=2&cursor={first['next']}").json()
    assert (len(first["rows"]), len(rest["rows"]), rest["next"]) == (2, 1, "")


def test_the_rival_finds_nothing(api_of, made):
    key = made().json()["id"]
    api = api_of("rival")
    assert api("get", f"/todos/{key}").status_code == 404
    assert api("post", f"/todos/{key}/finish", {"outcome": "x"}).status_code == 404


def test_a_source_of_ones_own_shows_nobody_elses_work(made):
    mine = made(source="crm-7").json()["id"]
    theirs = made("cashier", source="crm-7", title="别人的").json()
    assert (theirs["id"] != mine, theirs["title"]) == (True, "别人的")


def test_work_is_given_about_customers_within_reach(made, group, xuhui, qin_lan):
    theirs = customer_of(group, xuhui, "马蕊", "13800131111")
    assert made(customer_id=qin_lan.pk).status_code == 201
    assert made(customer_id=theirs.pk).status_code == 404


def test_why_somebody_cannot_be_given_work_has_a_code(api_of, made, zhou_ke):
    key = made().json()["id"]
    zhou_ke.user = None
    zhou_ke.save()
    wish = {"owner_id": zhou_ke.pk}
    for reply in (made(**wish), api_of("manager")("post", f"/todos/{key}/hand-over", wish)):
        problem = reply.json()
        assert (reply.status_code, problem["code"]) == (409, "owner_cannot_sign_in")
        assert problem["errors"][0]["field"] == "owner_id"

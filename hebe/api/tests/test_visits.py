"""The visits' endpoints, through keys."""

import json

import pytest
import time_machine

from hebe.visits.models import Guardian, Visit

FATHER = {
    "name": "周建国", "relation": "father", "identity_no": "11010519491231002X",
    "proof": "household",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _ten_oclock(monday):
    with time_machine.travel(monday("10:00"), tick=False):
        yield


def body(reply):
    return json.loads(reply.content)


@pytest.fixture
def desk(api_of):
    return api_of("frontdesk")


@pytest.fixture
def here(desk, jingan, qin_lan):
    return body(desk("post", "/visits", {"store_id": jingan.pk, "customer_id": qin_lan.pk}))


def test_a_visit_from_door_to_door(desk, here, jingan, zhou_ke):
    assert (here["number"], here["stage"], here["customer"]) == (1, "arrived", "秦兰")
    wish = {"stage": "consult", "owner_id": zhou_ke.pk, "expect": "arrived"}
    moved = body(desk("post", f"/visits/{here['id']}/move", wish))
    assert [run["stage"] for run in moved["stages"]] == ["arrived", "consult"]
    board = body(desk("get", f"/stores/{jingan.pk}/board"))
    (lane,) = [lane for lane in board["lanes"] if lane["cards"]]
    assert (lane["stage"], lane["cards"][0]["owner_id"]) == ("consult", zhou_ke.pk)
    assert desk("post", f"/visits/{here['id']}/see-off").status_code == 200
    assert body(desk("get", f"/visits/{here['id']}"))["visit"]["left_at"] is not None
    assert len(body(desk("get", "/visits?is_open=false"))["rows"]) == 1
    day = "day_from=2027-01-04&day_to=2027-01-04"
    times = body(desk("get", f"/stores/{jingan.pk}/stage-times?{day}"))
    assert [time["stage"] for time in times] == ["arrived", "consult"]


def test_refusals_have_codes(desk, here, jingan, qin_lan):
    again = desk("post", "/visits", {"store_id": jingan.pk, "customer_id": qin_lan.pk})
    assert (again.status_code, body(again)["code"]) == (409, "already_here")
    stale = {"stage": "cashier", "expect": "reception"}
    late = desk("post", f"/visits/{here['id']}/move", stale)
    assert (late.status_code, body(late)["code"]) == (409, "moved_meanwhile")
    assert desk("post", f"/visits/{here['id']}/move", {"stage": "left"}).status_code == 422


def test_a_repeated_request_registers_once(desk, jingan, qin_lan, group):
    wish = {"store_id": jingan.pk, "customer_id": qin_lan.pk}
    key = {"Idempotency-Key": "arrive-1"}
    first, second = (desk("post", "/visits", wish, **key) for _ in range(2))
    assert body(first) == body(second)
    assert Visit.objects.of(group).count() == 1


def test_standards_are_the_managers_to_set(api_of, desk, jingan):
    at, manager = f"/stores/{jingan.pk}/standards", api_of("manager")
    before = body(manager("get", at))["minutes"]
    assert desk("patch", at, {"minutes": {"consult": 20}}).status_code == 403
    assert body(desk("get", at)) == {"minutes": before, "seen": ""}
    saved = body(manager("patch", at, {"minutes": {"consult": 20}}))
    assert saved["minutes"] == before | {"consult": 20}
    for wrong in ({"consult": 0}, {"lunch": 5}):
        assert manager("patch", at, {"minutes": wrong}).status_code == 422


def test_the_rival_finds_nothing(api_of, here, jingan, qin_lan, group):
    theirs = api_of("rival")
    assert theirs("get", f"/visits/{here['id']}").status_code == 404
    assert theirs("post", f"/visits/{here['id']}/move", {"stage": "cashier"}).status_code == 404
    assert theirs("get", f"/stores/{jingan.pk}/board").status_code == 404
    assert body(theirs("get", "/visits"))["rows"] == []
    assert Visit.objects.of(group).get().stage == "arrived"


def test_a_guardian_who_came_after_all_is_noted(desk, here):
    assert here["guardian_present"] is False
    at = f"/visits/{here['id']}/guardian"
    wrong = desk("post", at, FATHER | {"identity_no": "110105194912310021"})
    assert (wrong.status_code, body(wrong)["errors"][0]["field"]) == (422, "identity_no")
    assert desk("post", at, FATHER | {"relation": "friend"}).status_code == 422
    assert body(desk("get", f"/visits/{here['id']}"))["visit"]["guardian_present"] is False
    assert body(desk("post", at, FATHER))["guardian_present"] is True


def test_a_minor_arrives_with_her_guardian(desk, jingan, li_siyu, group):
    wanted = {"store_id": jingan.pk, "customer_id": li_siyu.pk}
    visit = body(desk("post", "/visits", wanted | {"guardian": FATHER}))
    assert visit["guardian_present"] is True
    assert Guardian.objects.of(group).get().visit_id == visit["id"]

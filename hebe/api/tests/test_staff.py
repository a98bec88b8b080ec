"""People at work through the API."""

import pytest

pytestmark = pytest.mark.django_db
DAY = "2027-01-04"


@pytest.fixture
def hired(api_of, jingan):
    body = {
        "name": "王若溪", "post": "doctor", "store_ids": [jingan.pk], "phone": "13800138001",
    }  # fmt: skip
    answer = api_of("hr")("post", "/staff", body)
    assert answer.status_code == 201, answer.content
    return answer.json()


def test_a_person_is_hired_certified_skilled_and_rostered(api_of, hired, jingan, botox):
    api, address = api_of("hr"), f"/staff/{hired['id']}"
    paper = {
        "licence": "lead_doctor", "department": "dermatology", "number": "主诊 2024-0117",
        "valid_from": "2024-01-01", "store_id": jingan.pk,
    }  # fmt: skip
    made = api("post", f"{address}/certificates", paper)
    assert made.status_code == 201, made.content
    performers = f"/stores/{jingan.pk}/items/{botox.pk}/performers?day={DAY}"
    assert [p["name"] for p in api("get", performers).json()] == ["王若溪"]
    skilled = api("put", f"{address}/skills", {"item_ids": [botox.pk]})
    assert skilled.json() == [botox.pk]
    shift = {"store_id": jingan.pk, "days": [DAY], "starts": "09:00", "ends": "18:00"}
    (planned,) = api("post", f"{address}/shifts", shift).json()
    assert planned["starts_at"].startswith("2027-01-04T09:00:00+08:00")
    overlap = api("post", f"{address}/shifts", shift)
    assert (overlap.status_code, overlap.json()["code"]) == (409, "shift_overlaps")
    assert len(api("get", f"/stores/{jingan.pk}/shifts?day={DAY}").json()) == 1
    assert api("delete", f"/shifts/{planned['id']}").status_code == 204
    ended = api("post", f"/certificates/{made.json()['id']}/end", {"valid_to": "2027-01-03"})
    assert ended.json()["valid_to"] == "2027-01-03"
    assert api("get", performers).json() == []
    assert len(api("get", f"{address}/certificates").json()) == 1
    assert api("post", f"{address}/leave", {"left_on": DAY}).json()["left_on"] == DAY


def test_phone_and_history_follow_the_rights_of_the_key(api_of, hired):
    address = f"/staff/{hired['id']}"
    assert api_of("hr")("get", address).json()["phone"] == "13800138001"
    seen = api_of("frontdesk")("get", address).json()
    assert (seen["phone"], seen["history"]) == ("138****8001", None)


def test_odd_days_and_hours_are_refused_in_plain_words(api_of, hired, jingan):
    address = f"/staff/{hired['id']}/shifts"
    body = {"store_id": jingan.pk, "days": ["0001-01-01"], "starts": "09:00", "ends": "18:00"}
    assert api_of("hr")("post", address, body).status_code == 422
    body |= {"days": [DAY], "starts": "09:00:00Z"}
    assert api_of("hr")("post", address, body).status_code == 422
    assert api_of("hr")("post", address, body | {"starts": "09:00"}).status_code == 201


def test_few_may_edit_and_a_neighbour_finds_nothing(api_of, hired, jingan):
    address = f"/staff/{hired['id']}"
    assert api_of("doctor")("patch", address, {"title": "院长"}).status_code == 403
    rival = api_of("rival")
    assert rival("get", address).status_code == 404
    assert rival("patch", address, {"title": "院长"}).status_code == 404
    assert rival("get", f"/stores/{jingan.pk}/shifts?day={DAY}").status_code == 404
    assert rival("get", "/staff").json()["rows"] == []

"""The catalogue, staff and red lines through the API."""

import pytest

from hebe.compliance.models import Finding
from hebe.tenancy.context import working_for

pytestmark = pytest.mark.django_db


@pytest.fixture
def item_in(shelf):
    return {
        "name": "光子嫩肤",
        "category_id": shelf.pk,
        "department": "dermatology",
        "technique": "energy",
        "catalogue_name": "强脉冲光治疗",
        "price_fen": 128_000,
    }


def test_an_item_is_made_changed_found_and_retired(api_of, item_in):
    api = api_of("gm")
    made = api("post", "/items", item_in)
    assert made.status_code == 201, made.content
    key = made.json()["id"]
    assert api("patch", f"/items/{key}", {"price_fen": 118_000}).json()["price_fen"] == 118_000
    rows = api("get", "/items?search=gznf").json()["rows"]
    assert [row["name"] for row in rows] == ["光子嫩肤"]
    stores = api("get", f"/items/{key}/stores").json()
    assert [s["is_allowed"] for s in stores] == [True, True]
    assert api("post", f"/items/{key}/retire", {}).json()["is_active"] is False


def test_a_red_line_answers_with_rule_and_source_and_is_kept(api_of, item_in, group):
    answer = api_of("gm")("post", "/items", item_in | {"catalogue_name": ""})
    assert answer.status_code == 409
    assert answer.json()["code"] == "red_line"
    assert answer.json()["rule_id"] == "LIC-04"
    with working_for(group.pk):
        assert [f.rule for f in Finding.objects.of(group)] == ["LIC-04"]
    rows = api_of("director")("get", "/findings").json()["rows"]
    assert [(row["rule"], row["outcome"]) for row in rows] == [("LIC-04", "block")]


def test_pages_follow_the_cursor(api_of, item_in):
    api = api_of("gm")
    for name in ("光子嫩肤", "水光针", "皮秒祛斑"):
        api("post", "/items", item_in | {"name": name})
    first = api("get", "/items?limit=2").json()
    second = api("get", f"/items?limit=2&cursor={first['next']}").json()
    names = [row["name"] for row in first["rows"] + second["rows"]]
    assert sorted(names) == ["光子嫩肤", "水光针", "皮秒祛斑"]
    assert second["next"] == ""


def test_products_and_shelves(api_of):
    api = api_of("gm")
    assert api("post", "/categories", {"name": "养发"}).status_code == 201
    assert [c["name"] for c in api("get", "/categories").json()] == ["养发"]
    made = api("post", "/products", {"name": "保妥适 100U", "unit": "瓶"}).json()
    changed = api("patch", f"/products/{made['id']}", {"registration_no": "没有"})
    assert (changed.status_code, changed.json()["errors"][0]["field"]) == (
        422, "registration_no",
    )  # fmt: skip
    assert api("get", f"/products/{made['id']}").json()["code"] == made["code"]
    assert len(api("get", "/products").json()["rows"]) == 1


def test_a_rule_is_set_only_where_the_law_leaves_it_open(api_of):
    api = api_of("director")
    body = {"severity": "off", "reason": "试行"}
    assert api("put", "/red-lines/PRC-09", body).status_code == 200
    assert api("put", "/red-lines/LIC-01", body).json()["code"] == "rule_not_yours"
    by_id = {rule["id"]: rule for rule in api("get", "/red-lines").json()}
    assert by_id["PRC-09"]["severity"] == "off"
    assert by_id["LIC-01"]["source"].startswith("《基本医疗卫生")
    assert api_of("advisor")("get", "/red-lines").status_code == 403


def test_a_number_is_set_within_what_the_law_leaves(api_of, jingan):
    api = api_of("director")
    address = "/red-lines/PRC-09/parameters/consult_valid_days"
    refused = api("put", address, {"value": 91})
    assert (refused.status_code, refused.json()["code"]) == (409, "outside_the_law")
    assert refused.json()["errors"][0]["field"] == "value"
    assert api("put", address, {"value": 0}).json()["code"] == "outside_the_law"
    assert api("put", address, {"value": 14}).status_code == 204
    assert api("put", address, {"value": 7, "store_id": jingan.pk}).status_code == 204
    by_id = {rule["id"]: rule for rule in api("get", "/red-lines").json()}
    (number,) = by_id["PRC-09"]["parameters"]
    assert (number["value"], number["minimum"], number["maximum"]) == (14, 1, 90)
    assert number["stores"] == [{"store_id": jingan.pk, "value": 7}]
    assert api("put", address, {"value": None}).status_code == 204
    assert api("put", "/red-lines/LIC-01/parameters/days", {"value": 1}).status_code == 404
    assert api_of("manager")("put", address, {"value": 14}).status_code == 403


def test_few_may_edit_and_a_neighbour_finds_nothing(api_of, item_in):
    made = api_of("gm")("post", "/items", item_in).json()
    assert api_of("doctor")("post", "/items", item_in).status_code == 403
    assert api_of("doctor")("get", f"/items/{made['id']}").status_code == 200
    rival = api_of("rival")
    assert rival("get", f"/items/{made['id']}").status_code == 404
    assert rival("patch", f"/items/{made['id']}", {"price_fen": 1}).status_code == 404
    assert rival("get", "/items").json()["rows"] == []

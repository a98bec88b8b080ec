"""Lists are asked by an address or by a body: the same names, rows, pages and rights."""

import json

import pytest
from django.urls import resolve

from hebe.api.main import api

SCHEMA = json.loads(json.dumps(api.get_openapi_schema(), default=str))
LISTS = [path for path in SCHEMA["paths"] if path.endswith("/query")]
AGED = {"field": "age", "op": "between", "value": [20, 60]}


def test_every_list_with_a_filter_is_asked_by_a_body_with_the_same_names():
    asked = {}
    for path, verbs in SCHEMA["paths"].items():
        names = {
            p["name"] for p in verbs.get("get", {}).get("parameters", ()) if p["in"] == "query"
        }
        if "cursor" in names and names - {"cursor", "limit"}:
            asked[f"{path}/query"] = names
    assert sorted(asked) == sorted(LISTS)
    for path, names in asked.items():
        said = SCHEMA["paths"][path]["post"]["requestBody"]["content"]["application/json"]
        body = SCHEMA["components"]["schemas"][said["schema"]["$ref"].rsplit("/", 1)[1]]
        assert set(body["properties"]) == names, path


@pytest.mark.parametrize("path", LISTS)
def test_no_other_address_stands_before_it(path):
    assert resolve(path).route == path[1:]


def test_the_rows_and_pages_are_the_same(clinic, api_of, boss, qin_lan):
    call = api_of("manager")
    for asked, said in [
        ("?limit=1", {"limit": 1}),
        ("?mine=true", {"mine": True}),
        (f"?filter={json.dumps(AGED)}", {"filter": AGED}),
    ]:
        by_address, by_body = (
            call("get", f"/customers{asked}"),
            call("post", "/customers/query", said),
        )
        assert by_body.status_code == 200, by_body.content
        assert by_body.json() == by_address.json()


def test_a_filter_that_no_address_holds_is_asked_by_a_body(clinic, api_of, qin_lan):
    tree = {"any": [{"field": "name", "op": "contains", "value": "秦" * 60}] * 30}
    assert len(json.dumps(tree)) > 8_000
    reply = api_of("manager")("post", "/customers/query", {"filter": tree})
    assert (reply.status_code, reply.json().get("rows")) == (200, []), reply.content


def test_a_list_with_a_filter_of_its_own_is_asked_by_a_body(clinic, api_of):
    call = api_of("manager")
    assert call("post", "/todos/query", {}).json() == call("get", "/todos").json()


def test_a_body_says_its_types_and_names_plainly(clinic, api_of):
    for field, said in {"limit": "1", "minee": True, "filter": "{}"}.items():
        reply = api_of("manager")("post", "/customers/query", {field: said})
        assert (reply.status_code, reply.json()["errors"][0]["field"]) == (422, field)


def test_who_may_not_list_may_not_ask_by_a_body(clinic, api_of):
    reply = api_of("warehouse")("post", "/orders/query", {})
    assert (reply.status_code, reply.json()["code"]) == (403, "forbidden")

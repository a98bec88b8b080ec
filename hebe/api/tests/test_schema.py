"""The API as promised: the committed schema is the one that is served."""

import json
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest
from ninja import Schema

import hebe.api
from hebe.api.main import api

SNAPSHOT = Path(__file__).parents[1] / "openapi.json"


def served():
    return json.loads(json.dumps(api.get_openapi_schema(), default=str))


def test_the_schema_is_the_committed_one():
    assert served() == json.loads(SNAPSHOT.read_text()), (
        "run `make openapi` and look at the diff"
    )


def test_every_operation_is_named_and_documents_its_refusals():
    for path, verbs in served()["paths"].items():
        for verb, operation in verbs.items():
            assert operation["operationId"], (verb, path)
            assert {"401", "403"} <= set(operation["responses"]), (verb, path)


def schemas():
    for found in iter_modules(hebe.api.__path__):
        for thing in vars(import_module(f"hebe.api.{found.name}")).values():
            if isinstance(thing, type) and issubclass(thing, Schema):
                yield thing


def test_no_two_bodies_share_a_name():
    shapes = {}
    for schema in schemas():
        shape = shapes.setdefault(schema.__name__, schema.model_json_schema())
        assert shape == schema.model_json_schema(), f"{schema.__name__} is said twice"


def test_the_documentation_is_served_from_here(client, db):
    page = client.get("/api/v1/docs").content.decode()
    assert "http" not in page.replace("https://schemas", "").replace("http://www.w3", "")


@pytest.mark.parametrize("key", ["", "Bearer x", "Bearer hebe_1_" + "x" * 40])
def test_a_bad_key_opens_nothing(client, founded, key):
    reply = client.get("/api/v1/openapi.json", headers={"Authorization": key})
    assert reply.status_code == 200
    reply = client.get("/api/v1/jobs", headers={"Authorization": key})
    assert (reply.status_code, reply.json()["code"]) == (401, "unauthenticated")

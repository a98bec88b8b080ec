"""The API as promised: the committed schema is the one that is served."""

import json
from importlib import import_module
from pkgutil import iter_modules

import pytest
from ninja import Schema

import hebe.api
from hebe.api.contract import FOLDER, texts
from hebe.api.main import api


def served():
    return json.loads(json.dumps(api.get_openapi_schema(), default=str))


def test_the_committed_schema_is_the_served_one_app_by_app():
    committed = {file.name: file.read_text() for file in FOLDER.glob("*.json")}
    for name, text in texts().items():
        assert committed.pop(name, "") == text, f"{name}: run `make openapi`, look at the diff"
    assert not committed, "files of no app: run `make openapi`"


def test_the_parts_together_are_the_whole():
    whole = {"paths": {}, "components": {"schemas": {}}}
    for part in map(json.loads, texts().values()):
        for path, verbs in part.pop("paths", {}).items():
            whole["paths"].setdefault(path, {}).update(verbs)
        whole["components"]["schemas"] |= part["components"].pop("schemas", {})
        whole["components"] |= part.pop("components")
        whole |= part
    assert whole == served()


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

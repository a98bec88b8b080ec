"""Every endpoint, with every role, a stranger, a rival and nobody."""

import json
import re
from datetime import timedelta
from importlib import import_module
from pkgutil import walk_packages

import pytest
from django.test import Client

import hebe
from hebe.access.registry import PERMISSIONS
from hebe.api.main import api
from hebe.api.routing import NEEDS
from hebe.api.schemas import CLOCK
from hebe.architecture.cast import NAMES
from hebe.architecture.world import traces, undone

SCHEMA = json.loads(json.dumps(api.get_openapi_schema(), default=str))
OPERATIONS = [
    (verb, path, operation)
    for path, verbs in SCHEMA["paths"].items()
    for verb, operation in verbs.items()
    if "multipart" not in str(operation.get("requestBody"))  # uploads: test_imports.py
]
SURFACES = re.compile(r"hebe\.(web|api|config|architecture)\b|\.(tests|migrations)\b")


def acts():
    """Yield every function of the house that declares the right it needs, with that right."""
    for found in walk_packages(hebe.__path__, "hebe."):
        if not SURFACES.search(found.name):
            for name, thing in vars(import_module(found.name)).items():
                if hasattr(thing, "permission") and callable(thing):
                    yield name, thing.permission


NEEDED = dict(acts()) | {  # reads say it themselves: @needs("catalog.view")
    operation["operationId"]: operation[NEEDS]
    for _verb, _path, operation in OPERATIONS
    if NEEDS in operation
}


def test_every_operation_has_one_known_right():
    names = [operation["operationId"] for _verb, _path, operation in OPERATIONS]
    assert [name for name in names if name not in NEEDED] == []
    assert {NEEDED[name] for name in names} <= {*PERMISSIONS, ""}


def plainly(schema):
    schema = schema.get("anyOf", [schema])[0]
    if "$ref" in schema:
        schema = SCHEMA["components"]["schemas"][schema["$ref"].rsplit("/", 1)[1]]
    return schema


def example(schema, world, name=""):
    """Return the least that fits a schema; keys are those of rows that are there."""
    schema = plainly(plainly(schema))
    if name in world:
        return world[name]
    if "enum" in schema or "const" in schema:
        return schema.get("const", schema.get("enum", [""])[0])
    if schema.get("type") == "object":
        wanted = schema.get("properties", {})
        return {k: example(wanted[k], world, k) for k in schema.get("required", ())}
    if schema.get("type") == "array":
        return [example(schema["items"], world)] * schema.get("minItems", 1)
    return simple(schema, world)


def simple(schema, world):
    """Return the least number, moment, text or answer that fits a schema."""
    kind = schema.get("type")
    if kind in {"integer", "number"}:
        return max(1, schema.get("minimum", 1))
    return (
        False
        if kind == "boolean"
        else world[
            schema.get("format") or (CLOCK if schema.get("pattern") == CLOCK else "text")
        ]
    )


def call(client, verb, path, operation, world):
    """Return how an operation answers its least request; nothing stays of what it did."""
    address = re.sub(r"{(\w+)}", lambda found: str(world[found[1]]), path)
    query = "&".join(
        f"{p['name']}={example(p['schema'], world, p['name'])}".replace("+", "%2B")
        for p in operation.get("parameters", ())
        if p["in"] == "query" and p.get("required")
    )
    content = operation.get("requestBody", {}).get("content", {})
    body = None
    if "application/json" in content:
        body = example(content["application/json"]["schema"], world)
    address = address.removeprefix("/api/v1") + (f"?{query}" if query else "")
    return undone(lambda: client(verb, address, body))


@pytest.fixture
def world(everything, monday):
    at = monday("17:00") + timedelta(days=1)
    return everything | {
        "date": "2027-01-05", "date-time": at.isoformat(), CLOCK: "10:00",
        "ends_at": (at + timedelta(hours=1)).isoformat(), "text": "abcdefghij",
        "places": [], "plan": [], "q": "qinlan",
    }  # fmt: skip


def forbids(reply):
    return reply.status_code == 403 and reply.json()["code"] == "forbidden"


@pytest.mark.parametrize("login", sorted(NAMES))
def test_a_key_does_just_what_its_role_may(login, world, api_of, actor_named, group):
    client, actor = api_of(login), actor_named(login)
    before, wrong = traces(group), []
    for verb, path, operation in OPERATIONS:
        needed = NEEDED[operation["operationId"]]
        reply = call(client, verb, path, operation, world)
        may = not needed or actor.may(needed)
        lost = reply.status_code >= 500 or reply.status_code == 405
        if lost or (not may and reply.status_code not in {403, 404}):
            wrong.append((verb, path, reply.status_code, needed, reply.content[:200]))
        if may and forbids(reply):
            wrong.append((verb, path, reply.status_code, f"{needed} is held"))
    assert not wrong, "\n".join(map(str, wrong))
    assert traces(group) == before


def test_a_rivals_key_cannot_tell_a_row_of_ours_from_none(world, api_of, group):
    client, wrong, before = api_of("rival"), [], traces(group)
    nowhere = world | {key: 987654321 for key in world if key.endswith("_id")}
    for verb, path, operation in OPERATIONS:
        if "_id}" in path:
            reply = call(client, verb, path, operation, world)
            none = call(client, verb, path, operation, nowhere)
            if reply.status_code != 404 and reply.content != none.content:
                wrong.append((verb, path, reply.status_code, reply.content[:200]))
    assert not wrong, "\n".join(map(str, wrong))
    assert traces(group) == before


def test_a_rivals_key_finds_nothing_of_one_customer_visit_or_store(world, api_of):
    client = api_of("rival")
    for verb, path, operation in OPERATIONS:
        if re.search("{(customer|visit|store)_id}", path):
            assert call(client, verb, path, operation, world).status_code == 404, (verb, path)


def test_a_strangers_key_does_nothing_that_needs_a_right(
    world, stranger_of_ours, api_of, group
):
    client, wrong, before = api_of(stranger_of_ours), [], traces(group)
    for verb, path, operation in OPERATIONS:
        reply = call(client, verb, path, operation, world)
        if NEEDED[operation["operationId"]] and reply.status_code not in {403, 404}:
            wrong.append((verb, path, reply.status_code, reply.content[:200]))
    assert not wrong, "\n".join(map(str, wrong))
    assert traces(group) == before


SHARED = re.compile(  # what all stores share; what is done to many customers, none of them hers
    "{(item|product|bundle|tag|field|view|role|user|key|rule|channel|step|advisor|carer)_id}"
    "|receive$"
)


def test_all_rights_at_one_store_open_nothing_of_another(world, elsewhere, api_of, group):
    client, wrong, before = api_of(elsewhere), [], traces(group)
    for verb, path, operation in OPERATIONS:
        if "_id}" in path and not SHARED.search(path):
            reply = call(client, verb, path, operation, world)
            if reply.status_code not in {403, 404}:
                wrong.append((verb, path, reply.status_code, reply.content[:200]))
    assert not wrong, "\n".join(map(str, wrong))
    assert traces(group) == before


@pytest.mark.parametrize("key", ["", "Bearer hebe_1_" + "x" * 43])
def test_nobody_is_answered_without_a_key(world, key):
    for verb, path, operation in OPERATIONS:
        reply = call(
            lambda verb, address, body: Client().generic(
                verb.upper(),
                f"/api/v1{address}",
                json.dumps(body),
                content_type="application/json",
                headers={"Authorization": key},
            ),
            verb,
            path,
            operation,
            world,
        )
        assert (reply.status_code, reply.json()["code"]) == (401, "unauthenticated"), path

"""Every address and endpoint, with every role, a stranger, a rival and nobody."""

import re

import pytest
from django.test import Client
from django.urls import get_resolver

from hebe.access.registry import PERMISSIONS
from hebe.api.main import api
from hebe.architecture.cast import NAMES, user_of

OPEN = {"anybody"}
# what is only ever about oneself needs no right
ONES_OWN = {"/api/v1/notifications/read", "/api/v1/me/views/{view_id}"}
NOT_A_PAGE = re.compile(r"^(static|media)/")


def addresses(patterns, prefix=""):
    for pattern in patterns:
        path = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            yield from addresses(pattern.url_patterns, path)
        elif "ninja" not in pattern.callback.__module__:
            yield path, pattern.callback


SCREENS = [
    (path, view)
    for path, view in addresses(get_resolver().url_patterns)
    if not path.startswith("api/")
]


def concrete(path):
    path = re.sub(r"<(int:|slug:|str:)?\w+>", "999999", path)
    return "/" + path


def needs(view):
    return getattr(view, "permission", "")


def test_every_needed_permission_is_declared():
    asked = {needs(view) for _path, view in SCREENS} - OPEN - {"signed in", ""}
    assert asked <= set(PERMISSIONS)


@pytest.mark.parametrize("login", sorted(NAMES))
def test_a_role_opens_just_what_it_may(login, client_of, actor_named):
    client, actor = client_of(login), actor_named(login)
    wrong = []
    for path, view in SCREENS:
        if needs(view) in OPEN or "sign-out" in path:
            continue
        status = client.get(concrete(path)).status_code
        may = needs(view) == "signed in" or actor.may(needs(view))
        if status >= 500 or (status == 403 and may and "999999" not in concrete(path)):
            wrong.append((path, status))
        if not may and status not in {403, 405}:
            wrong.append((path, status, "open without the right"))
    assert wrong == []


@pytest.mark.django_db
def test_nobody_gets_in_without_signing_in():
    client = Client()
    for path, view in SCREENS:
        if needs(view) in OPEN:
            continue
        reply = client.get(concrete(path))
        assert reply.status_code in {302, 405}, path
        if reply.status_code == 302:
            assert reply["Location"].startswith("/sign-in/"), path


OPERATIONS = [
    (verb, path) for path, verbs in api.get_openapi_schema()["paths"].items() for verb in verbs
]


@pytest.mark.django_db
def test_the_api_answers_nobody_without_a_key():
    client = Client()
    for verb, path in OPERATIONS:
        address = re.sub(r"{\w+}", "999999", path)
        reply = client.generic(verb.upper(), address, b"{}", content_type="application/json")
        assert reply.status_code == 401, (verb, path)


@pytest.mark.parametrize("login", ["stranger", "rival"])
def test_strangers_and_rivals_get_nothing_of_ours(login, group, jingan, api_of):
    if login == "stranger":
        from hebe.access.models import Assignment  # noqa: PLC0415

        user = user_of(group, "warehouse", jingan)
        Assignment.objects.of(group).filter(user=user).delete()
        call = api_of("warehouse")
        Assignment.objects.of(group).filter(user=user).delete()
    else:
        call = api_of("rival")
    wrong = []
    for verb, path in OPERATIONS:
        address = re.sub(r"{\w+}", "1", path).removeprefix("/api/v1")
        status = call(verb, address, {}).status_code
        acted = verb != "get" and status < 400 and path not in ONES_OWN
        if status >= 500 or (acted and login == "stranger"):
            wrong.append((verb, path, status))
    assert wrong == []

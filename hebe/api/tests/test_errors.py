"""Whatever turns a request away, a program reads a problem with a stable code."""

import pytest
from django.test import Client

from hebe.access.services import create_api_key

PROBLEM = "application/problem+json"


def said(reply):
    assert reply["Content-Type"] == PROBLEM
    problem = reply.json()
    assert problem["status"] == reply.status_code
    return reply.status_code, problem["code"]


@pytest.mark.parametrize("with_key", [True, False])
def test_an_address_that_is_not_there(api_of, with_key):
    known = api_of("admin")
    reply = known("get", "/nowhere") if with_key else Client().get("/api/v1/nowhere")
    assert said(reply) == (404, "not_found")


def test_a_method_that_an_address_does_not_take(api_of):
    reply = api_of("admin")("delete", "/me")
    assert said(reply) == (405, "method_not_allowed")
    assert reply["Allow"] == "GET"


@pytest.mark.parametrize("mark", [{}, {"Idempotency-Key": "a"}])
def test_too_much_at_once(api_of, settings, mark):
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    body = {"code": "night", "name": "夜班", "permissions": []}
    assert said(api_of("admin")("post", "/roles", body, **mark)) == (413, "too_large")


def test_a_host_name_that_is_not_ours(db):
    reply = Client().get("/api/v1/me", headers={"Host": "elsewhere.example"})
    assert said(reply) == (400, "bad_request")


def test_what_nobody_foresaw(db, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr("hebe.api.auth.actor_for_key", broken)
    key = {"Authorization": f"Bearer hebe_1_{'x' * 30}"}
    reply = Client(raise_request_exception=False).get("/api/v1/me", headers=key)
    assert said(reply) == (500, "broken")


def test_who_has_no_key_is_told_what_to_send(db):
    reply = Client().get("/api/v1/me")
    assert said(reply) == (401, "unauthenticated")
    assert reply["WWW-Authenticate"] == "Bearer"


def test_the_word_before_a_key_may_be_written_small(admin):
    _key, secret = create_api_key(admin, user_id=admin.user_id, name="x", scopes=[])
    small = Client().get("/api/v1/me", headers={"Authorization": f"bearer {secret}"})
    other = Client().get("/api/v1/me", headers={"Authorization": f"Basic {secret}"})
    assert (small.status_code, other.status_code) == (200, 401)

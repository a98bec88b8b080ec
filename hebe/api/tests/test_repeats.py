"""A request that is sent again is carried out once; a key opens the API, a session does not."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from hebe.access.models import Role, Submission
from hebe.tenancy.context import working_for

NIGHT = {"code": "night", "name": "夜班", "permissions": []}


def mark(text):
    return {"Idempotency-Key": text}


def test_a_repeat_gets_the_first_answer(api_of, group):
    api = api_of("admin")
    first = api("post", "/roles", NIGHT, **mark("a"))
    again = api("post", "/roles", NIGHT, **mark("a"))
    assert (first.status_code, again.status_code) == (201, 201)
    assert again.json() == first.json()
    assert again["Idempotency-Replayed"] == "true"
    assert Role.objects.of(group).filter(code="night").count() == 1


@pytest.mark.parametrize(
    ("address", "body"), [("/roles", NIGHT | {"code": "day"}), ("/tags", {"name": "夜班"})]
)
def test_a_mark_belongs_to_its_address_and_body(api_of, group, address, body):
    api = api_of("admin")
    api("post", "/roles", NIGHT, **mark("a"))
    other = api("post", address, body, **mark("a"))
    assert (other.status_code, other.json()["code"]) == (409, "idempotency_key_reused")
    assert not Role.objects.of(group).filter(code="day").exists()


def test_a_mark_belongs_to_its_sender(api_of):
    api_of("admin")("post", "/roles", NIGHT, **mark("a"))
    assert api_of("gm")("post", "/roles", NIGHT, **mark("a")).status_code == 403


def test_what_was_refused_may_be_tried_again(api_of, group):
    api = api_of("admin")
    assert api("post", "/roles", NIGHT | {"name": " "}, **mark("a")).status_code == 422
    assert Submission.objects.of(group).count() == 0
    assert api("post", "/roles", NIGHT, **mark("a")).status_code == 201


def test_a_mark_is_not_endless(api_of):
    reply = api_of("admin")("post", "/roles", NIGHT, **mark("a" * 71))
    assert (reply.status_code, reply.json()["code"]) == (422, "invalid")


def test_kept_answers_are_sealed(api_of, group):
    api_of("admin")("post", "/roles", NIGHT, **mark("a"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM access_submission")
        assert [row[0][:3] for row in cursor.fetchall()] == ["k1."]


def test_a_session_of_the_screens_does_not_open_the_api(client_of):
    client = client_of("admin")
    assert client.get("/api/v1/me").status_code == 401
    bogus = client.get("/api/v1/me", headers={"Authorization": "Bearer anything"})
    assert bogus.status_code == 401


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_repeats_at_one_moment_one_is_carried_out(api_of, group):
    api, barrier = api_of("admin"), Barrier(6)

    def send(_n):
        try:
            barrier.wait()
            return api("post", "/roles", NIGHT, **mark("a"))
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        replies = list(pool.map(send, range(6)))
    assert {(reply.status_code, reply.json()["code"]) for reply in replies} == {(201, "night")}
    with working_for(group.pk):
        assert Role.objects.of(group).filter(code="night").count() == 1

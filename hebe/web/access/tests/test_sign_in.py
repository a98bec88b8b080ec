"""The door: who gets in, how often one may try, what survives."""

import pyotp
import pytest
from django.test import Client

from hebe.access.models import User
from hebe.access.services import begin_second_factor, confirm_second_factor
from hebe.architecture.cast import PASSWORD


@pytest.fixture
def door(group, frontdesk):
    client = Client()
    return lambda login="frontdesk", password=PASSWORD, **more: client.post(
        "/sign-in/", {"login": login, "password": password} | more
    )


def test_the_right_password_opens(door):
    reply = door()
    assert (reply.status_code, reply["Location"]) == (302, "/")


@pytest.mark.parametrize(
    ("login", "password"),
    [("frontdesk", "wrong"), ("nobody", PASSWORD), ("", ""), ("a\x00b", "x")],
)
def test_anything_else_stays_outside(door, login, password):
    assert door(login, password).status_code in {400, 422}


def test_a_closed_log_in_stays_outside(door, group, frontdesk):
    User.objects.of(group).filter(pk=frontdesk.user_id).update(is_active=False)
    assert door().status_code == 422


def test_six_wrong_passwords_lock_the_log_in_for_a_while(door):
    replies = [door(password="wrong").status_code for _ in range(7)]
    assert replies[-1] == 429
    assert door().status_code == 429


def test_only_our_own_pages_are_gone_back_to(door):
    assert door(next="https://elsewhere.example/")["Location"] == "/"
    assert Client().get("/customers/")["Location"] == "/sign-in/?next=%2Fcustomers%2F"


def test_a_second_factor_is_asked_for(door, frontdesk):
    secret = begin_second_factor(frontdesk)
    confirm_second_factor(frontdesk, code=pyotp.TOTP(secret).now())
    client = Client()
    reply = client.post("/sign-in/", {"login": "frontdesk", "password": PASSWORD})
    assert reply["Location"] == "/sign-in/code/"
    assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 422
    assert client.get("/views/").status_code in {302, 405}
    reply = client.post("/sign-in/code/", {"code": pyotp.TOTP(secret).now()})
    assert reply["Location"] == "/"


def test_an_idle_session_ends(client_of, settings):
    settings.HEBE_IDLE_MINUTES = -1
    client = client_of("frontdesk")
    assert client.post("/store/", {"store": "1"})["Location"].startswith("/sign-in/")


def test_the_language_is_remembered(client_of, group):
    client = client_of("frontdesk")
    client.post("/language/", {"language": "en"})
    assert User.objects.of(group).get(login="frontdesk").language == "en"


def test_pages_may_only_load_our_own_scripts(db):
    policy = Client().get("/sign-in/")["Content-Security-Policy"]
    assert "script-src 'self';" in policy

"""The door: who gets in, how often one may try, what survives."""

from datetime import timedelta

import pyotp
import pytest
import time_machine
from axes.models import AccessAttempt
from django.test import Client

from hebe.access.models import User
from hebe.access.services import (
    begin_second_factor,
    confirm_second_factor,
    reset_password,
)
from hebe.architecture.cast import PASSWORD
from hebe.journal.models import Audit
from hebe.kernel import clock
from hebe.tenancy.context import working_for


@pytest.fixture
def door(group, frontdesk):
    return lambda login="frontdesk", password=PASSWORD, headers=None, **more: Client().post(
        "/sign-in/", {"login": login, "password": password} | more, headers=headers
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


@pytest.fixture
def at_the_second_door(door, frontdesk):
    """Return a client whose password was right, and the codes its phone shows."""
    secret = begin_second_factor(frontdesk, current=PASSWORD)
    confirm_second_factor(frontdesk, code=pyotp.TOTP(secret).at(clock.now(), counter_offset=-1))
    client = Client()
    reply = client.post("/sign-in/", {"login": "frontdesk", "password": PASSWORD})
    assert reply["Location"] == "/sign-in/code/"
    return client, lambda: pyotp.TOTP(secret).at(clock.now())


def test_a_second_factor_is_asked_for(at_the_second_door):
    client, code = at_the_second_door
    assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 422
    assert client.get("/views/").status_code in {302, 405}
    assert client.post("/sign-in/code/", {"code": code()})["Location"] == "/"
    assert client.get("/security/").status_code == 200


def test_six_wrong_codes_lock_the_log_in_like_wrong_passwords(at_the_second_door, door):
    client, code = at_the_second_door
    replies = [client.post("/sign-in/code/", {"code": "000000"}) for _ in range(6)]
    assert replies[-1].status_code == 429
    assert client.post("/sign-in/code/", {"code": code()}).status_code == 429
    assert door().status_code == 429


def test_a_new_password_ends_a_sign_in_that_waits_for_its_code(at_the_second_door, admin):
    client, code = at_the_second_door
    with working_for(admin.group_id):
        who = User.objects.of(admin).get(login="frontdesk").pk
        reset_password(admin, user_id=who, password="hebe-another")
    assert client.post("/sign-in/code/", {"code": code()})["Location"] == "/sign-in/"
    assert client.get("/security/").status_code == 302


def test_what_was_guessed_is_not_kept(door):
    for _ in range(2):
        door(password="hebe-dem0", next="/customers/?q=13800138001")
    kept = AccessAttempt.objects.get()
    assert (kept.username, kept.failures_since_start) == ("frontdesk", 2)
    assert (kept.get_data + kept.post_data).strip("\n-") == ""


@pytest.mark.parametrize("store", ["²", "9" * 5000, "-1", ""])
def test_a_store_that_is_none_is_refused(client_of, store):
    assert client_of("frontdesk").post("/store/", {"store": store}).status_code == 422


def test_a_view_leads_back_whatever_its_filter_holds(client_of):
    sent = {"table": "customers", "name": "x", "query": "q=秦\nx", "next": "/customers/"}
    reply = client_of("frontdesk").post("/views/", sent, headers={"HX-Request": "true"})
    assert reply["HX-Redirect"] == "/customers/?q=%E7%A7%A6%0Ax"


def test_coming_in_is_in_the_trail(door, group, frontdesk):
    door()
    row = Audit.objects.of(group).get(act="SignedIn")
    assert (row.user_id, row.ip, row.via) == (frontdesk.user_id, "127.0.0.1", "web")


@pytest.mark.parametrize(("behind", "seen"), [(True, "10.0.0.9"), (False, "127.0.0.1")])
def test_only_our_own_proxy_is_believed_about_addresses(
    door, group, frontdesk, settings, behind, seen
):
    settings.HEBE_BEHIND_PROXY = behind
    door(headers={"X-Forwarded-For": "6.6.6.6, 10.0.0.9"})
    assert Audit.objects.of(group).get(act="SignedIn").ip == seen


def test_who_came_in_may_mistype_again_afterwards(door):
    for _ in range(2):
        assert [door(password="wrong").status_code for _ in range(5)] == [422] * 5
        assert door().status_code == 302


def test_a_fresh_session_begins_at_sign_in(group, frontdesk):
    client = Client()
    client.post("/language/", {"language": "en"})
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies["sessionid"] = session.session_key
    client.post("/sign-in/", {"login": "frontdesk", "password": PASSWORD})
    assert client.session.session_key != session.session_key


def test_an_idle_session_ends(client_of, settings):
    settings.HEBE_IDLE_MINUTES = -1
    client = client_of("frontdesk")
    assert client.post("/store/", {"store": "1"})["Location"].startswith("/sign-in/")


def stays_for(client, monday, seconds, every, **headers):
    """Say whether she is still signed in after so long, asking once every so many seconds."""
    for passed in range(0, seconds, every):
        with time_machine.travel(monday("10:00") + timedelta(seconds=passed), tick=False):
            inside = client.get("/board/lanes/", headers=headers).status_code == 200
    return inside


@pytest.fixture
def since_ten(client_of, monday, settings):
    """Signed in at ten o'clock, where a session may lie idle for a minute."""
    settings.HEBE_IDLE_MINUTES = 1
    with time_machine.travel(monday("10:00"), tick=False):
        return client_of("frontdesk")


def test_who_is_at_work_stays_signed_in_however_short_the_limit(since_ten, monday):
    assert stays_for(since_ten, monday, 300, every=10)


def test_a_board_that_asks_by_itself_keeps_nobody_signed_in(since_ten, monday, settings):
    settings.HEBE_IDLE_MINUTES, unasked = 5, {"Hebe-Unasked": "1"}
    assert stays_for(since_ten, monday, 300, every=20, **unasked)
    assert not stays_for(since_ten, monday, 360, every=20, **unasked)


def test_the_language_is_remembered(client_of, group):
    client = client_of("frontdesk")
    client.post("/language/", {"language": "en"})
    assert User.objects.of(group).get(login="frontdesk").language == "en"


def test_pages_may_only_load_our_own_scripts(db):
    policy = Client().get("/sign-in/")["Content-Security-Policy"]
    assert "script-src 'self';" in policy

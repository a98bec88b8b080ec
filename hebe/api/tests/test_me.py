"""One's own log-in, through a key."""

import pyotp
import pytest
from django.test import Client

from hebe.access.models import Submission
from hebe.access.queries import my_user
from hebe.access.services import begin_second_factor, confirm_second_factor
from hebe.architecture.cast import PASSWORD
from hebe.kernel import clock
from hebe.tenancy.context import working_for

ME = "/me/second-factor"
MINE = {"current": PASSWORD}


@pytest.fixture
def protected(nurse):
    secret = begin_second_factor(nurse, current=PASSWORD)
    confirm_second_factor(nurse, code=pyotp.TOTP(secret).at(clock.now()))


def test_a_second_factor_is_set_up_and_dropped(api_of, nurse):
    api = api_of("nurse")
    begun = api("post", f"{ME}/begin", MINE)
    totp = pyotp.TOTP(begun.json()["secret"])
    assert begun["Cache-Control"] == "no-store"
    assert begun.json()["address"].startswith("otpauth://totp/Hebe:nurse?")
    code = totp.at(clock.now())
    told = api("post", f"{ME}/confirm", {"code": code})
    assert (told.status_code, len(told.json()["codes"])) == (200, 10)
    assert told["Cache-Control"] == "no-store"
    assert api("post", f"{ME}/begin", MINE).json()["code"] == "second_factor_on"
    again = {"code": code} | MINE
    assert api("post", f"{ME}/drop", again).json()["code"] == "wrong_code"
    asked = {"code": told.json()["codes"][0]} | MINE
    assert len(api("post", f"{ME}/recovery-codes", asked).json()["codes"]) == 10
    later = {"code": totp.at(clock.now(), counter_offset=1)} | MINE
    assert api("post", f"{ME}/drop", later).status_code == 204


def test_a_key_alone_does_not_set_one_up(api_of, nurse, group):
    api = api_of("nurse")
    assert api("post", f"{ME}/begin", {"current": "wrong"}).json()["code"] == "wrong_password"
    with working_for(group.pk):
        assert my_user(nurse).totp_secret == ""


@pytest.mark.parametrize(
    ("act", "wrong", "right"),
    [
        ("/me/password", {"current": "x", "password": "hebe-next"}, MINE),
        (f"{ME}/drop", {"current": "x", "code": "1"}, MINE),
        (f"{ME}/drop", {"code": "1"} | MINE, {}),
    ],
)
def test_six_wrong_guesses_let_the_log_in_rest(api_of, protected, act, wrong, right):
    api = api_of("nurse")
    for key in range(6):
        refused = api("post", act, wrong, **{"Idempotency-Key": f"guess {key}"})
        assert refused.json()["code"] in {"wrong_password", "wrong_code"}
    rests = api("post", act, wrong | right)
    assert (rests.status_code, rests.json()["code"]) == (429, "too_many_guesses")
    at_the_door = {"login": "nurse", "password": PASSWORD}
    assert Client().post("/sign-in/", at_the_door).status_code == 429


def test_the_secret_is_not_kept_for_a_repeat(api_of, nurse, group):
    api_of("nurse")("post", f"{ME}/begin", MINE, **{"Idempotency-Key": "a"})
    with working_for(group.pk):
        assert [row.body for row in Submission.objects.of(group)] == [""]


def test_a_view_is_kept_and_forgotten(api_of, nurse):
    api, view = api_of("nurse"), {"table": "customers", "name": "我的", "query": "mine=1"}
    kept = api("post", "/me/views", view).json()
    assert api("get", "/me/views?table=customers").json() == [kept]
    assert api_of("gm")("get", "/me/views?table=customers").json() == []
    assert api("delete", f"/me/views/{kept['id']}").status_code == 204
    assert api("get", "/me/views?table=customers").json() == []


@pytest.mark.parametrize(("language", "status"), [("en", 204), ("fr", 422)])
def test_a_language_is_one_of_those_there_are(api_of, nurse, language, status):
    api = api_of("nurse")
    assert api("put", "/me/language", {"language": language}).status_code == status

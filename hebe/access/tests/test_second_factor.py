"""The second factor of one's own log-in."""

import pyotp
import pytest

from hebe.access.errors import WrongCode
from hebe.access.queries import authenticator_address, my_user
from hebe.access.services import (
    begin_second_factor,
    confirm_second_factor,
    drop_second_factor,
)
from hebe.kernel import clock
from hebe.kernel.errors import NotFound

pytestmark = pytest.mark.django_db


def test_a_code_switches_it_on_and_off(nurse):
    secret = begin_second_factor(nurse)
    code = pyotp.TOTP(secret).at(clock.now())
    assert secret in authenticator_address(my_user(nurse))
    assert confirm_second_factor(nurse, code=code).totp_confirmed_at is not None
    assert authenticator_address(my_user(nurse)) == ""
    assert drop_second_factor(nurse, code=code).totp_secret == ""


def test_a_wrong_code_changes_nothing(nurse):
    secret = begin_second_factor(nurse)
    with pytest.raises(WrongCode):
        confirm_second_factor(nurse, code="1")
    assert my_user(nurse).totp_confirmed_at is None
    confirm_second_factor(nurse, code=pyotp.TOTP(secret).at(clock.now()))
    with pytest.raises(WrongCode):
        drop_second_factor(nurse, code="1")
    assert my_user(nurse).totp_confirmed_at is not None


def test_without_a_secret_no_code_fits(nurse):
    with pytest.raises(WrongCode):
        confirm_second_factor(nurse, code="000000")


def test_a_confirmed_secret_stays(nurse):
    secret = begin_second_factor(nurse)
    confirm_second_factor(nurse, code=pyotp.TOTP(secret).at(clock.now()))
    begin_second_factor(nurse)
    assert my_user(nurse).totp_secret == secret


def test_a_job_has_no_log_in(stranger):
    with pytest.raises(NotFound):
        begin_second_factor(stranger)

"""The second factor of one's own log-in."""

import pyotp
import pytest

from hebe.access.errors import SecondFactorOn, WrongCode, WrongPassword
from hebe.access.queries import authenticator_address, my_user
from hebe.access.services import (
    begin_second_factor,
    confirm_second_factor,
    drop_second_factor,
    prove_second_factor,
)
from hebe.architecture.cast import PASSWORD
from hebe.kernel import clock
from hebe.kernel.errors import NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def code_in():
    """Return the code that a phone shows so many half minutes from now."""
    return lambda secret, steps=0: pyotp.TOTP(secret).at(clock.now(), counter_offset=steps)


@pytest.fixture
def protected(nurse, code_in):
    secret = begin_second_factor(nurse, current=PASSWORD)
    confirm_second_factor(nurse, code=code_in(secret))
    return secret


def test_a_code_switches_it_on_and_a_later_one_off(nurse, code_in):
    secret = begin_second_factor(nurse, current=PASSWORD)
    assert secret in authenticator_address(my_user(nurse))
    assert len(confirm_second_factor(nurse, code=code_in(secret))) == 10
    assert my_user(nurse).totp_confirmed_at is not None
    assert authenticator_address(my_user(nurse)) == ""
    assert (
        drop_second_factor(nurse, current=PASSWORD, code=code_in(secret, 1)).totp_secret == ""
    )


def test_a_code_counts_once(nurse, group, protected, code_in):
    with pytest.raises(WrongCode):
        prove_second_factor(group, user_id=nurse.user_id, code=code_in(protected))
    later = code_in(protected, 1)
    assert prove_second_factor(group, user_id=nurse.user_id, code=later).pk == nurse.user_id
    with pytest.raises(WrongCode):
        drop_second_factor(nurse, current=PASSWORD, code=later)


def test_a_code_of_a_minute_ago_is_too_old(nurse, group, code_in):
    secret = begin_second_factor(nurse, current=PASSWORD)
    with pytest.raises(WrongCode):
        confirm_second_factor(nurse, code=code_in(secret, -2))


def test_a_wrong_code_changes_nothing(nurse, protected):
    with pytest.raises(WrongCode):
        drop_second_factor(nurse, current=PASSWORD, code="1")
    assert my_user(nurse).totp_confirmed_at is not None


def test_the_password_is_asked_for_before_anything_changes(nurse, protected, code_in):
    with pytest.raises(WrongPassword):
        drop_second_factor(nurse, current="wrong", code=code_in(protected, 1))
    assert my_user(nurse).totp_secret == protected


def test_without_a_secret_no_code_fits(nurse):
    with pytest.raises(WrongCode):
        confirm_second_factor(nurse, code="000000")


def test_a_secret_in_use_is_neither_shown_again_nor_changed(nurse, protected):
    with pytest.raises(SecondFactorOn):
        begin_second_factor(nurse, current=PASSWORD)
    with pytest.raises(SecondFactorOn):
        confirm_second_factor(nurse, code="000000")
    assert my_user(nurse).totp_secret == protected


def test_a_job_has_no_log_in(stranger):
    with pytest.raises(NotFound):
        begin_second_factor(stranger, current=PASSWORD)

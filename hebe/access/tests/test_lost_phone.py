"""A lost phone: recovery codes, a reset by an administrator, and by command; all audited."""

from io import StringIO

import pyotp
import pytest
from django.core.management import CommandError, call_command

from hebe.access.backend import LoginBackend
from hebe.access.errors import NoSecondFactor, OwnPassword, WrongCode
from hebe.access.models import RecoveryCode, User
from hebe.access.queries import actor_for, recovery_codes_left
from hebe.access.services import (
    begin_second_factor,
    confirm_second_factor,
    drop_second_factor,
    prove_second_factor,
    renew_recovery_codes,
    reset_second_factor,
)
from hebe.journal.models import Audit
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden, Invalid

PASSWORD = "qing-ming-1106"


@pytest.fixture
def desk(frontdesk, group):
    """The front desk's own log-in, with a password of her own."""
    user = User.objects.of(group).get(pk=frontdesk.user_id)
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def codes(desk):
    """Her recovery codes, told when she switched the second factor on."""
    actor = actor_for(desk)
    secret = begin_second_factor(actor, current=PASSWORD)
    found = confirm_second_factor(actor, code=pyotp.TOTP(secret).at(clock.now()))
    desk.refresh_from_db()
    return found


def test_a_recovery_code_opens_once_however_it_is_typed(codes, desk, group):
    assert len(set(codes)) == 10
    prove_second_factor(group, user_id=desk.pk, code=f" {codes[0].lower().replace('-', ' ')}")
    with pytest.raises(WrongCode):
        prove_second_factor(group, user_id=desk.pk, code=codes[0])
    assert recovery_codes_left(desk) == 9
    kept = RecoveryCode.objects.of(group).first()
    assert codes[1].encode() not in bytes(kept.digest)


def test_new_codes_end_the_old_ones(codes, desk, group):
    fresh = renew_recovery_codes(actor_for(desk), current=PASSWORD, code=codes[0])
    with pytest.raises(WrongCode):
        prove_second_factor(group, user_id=desk.pk, code=codes[1])
    prove_second_factor(group, user_id=desk.pk, code=fresh[0])


def test_who_lost_her_phone_sets_it_up_anew_with_a_code(codes, desk, group):
    drop_second_factor(actor_for(desk), current=PASSWORD, code=codes[0])
    desk.refresh_from_db()
    assert (desk.totp_confirmed_at, recovery_codes_left(desk)) == (None, 0)


def test_an_administrator_resets_it_for_a_reason_and_her_sessions_end(
    codes, desk, admin, group
):
    before = desk.get_session_auth_hash()
    with pytest.raises(Invalid):
        reset_second_factor(admin, user_id=desk.pk, reason=" ")
    reset_second_factor(admin, user_id=desk.pk, reason="她本人在场")
    desk.refresh_from_db()
    assert (desk.totp_secret, desk.totp_confirmed_at, desk.totp_was_reset) == ("", None, True)
    assert desk.get_session_auth_hash() != before
    assert recovery_codes_left(desk) == 0
    row = Audit.objects.of(group).get(act="SecondFactorReset")
    assert row.data["after"] == {"reason": "她本人在场"}
    with pytest.raises(NoSecondFactor):
        reset_second_factor(admin, user_id=desk.pk, reason="她本人在场")


def test_nobody_resets_her_own_nor_without_the_right(codes, desk, admin, manager):
    with pytest.raises(OwnPassword):
        reset_second_factor(admin, user_id=admin.user_id, reason="x")
    with pytest.raises(Forbidden):
        reset_second_factor(manager, user_id=desk.pk, reason="x")


def test_a_command_lets_the_last_administrator_in_again(codes, desk):
    told = StringIO()
    call_command("second_factor_reset", user=desk.login.upper(), reason="电话丢了", stdout=told)
    desk.refresh_from_db()
    assert desk.totp_confirmed_at is None
    assert desk.login in told.getvalue()
    with pytest.raises(CommandError, match="no log-in"):
        call_command("second_factor_reset", user="nobody", reason="x")


def test_changepassword_knows_log_ins_of_every_group(desk, monkeypatch):
    monkeypatch.setattr("getpass.getpass", lambda _prompt: "bai-lu-2207")
    call_command("changepassword", desk.login, stdout=StringIO())
    found = LoginBackend().authenticate(None, login=desk.login, password="bai-lu-2207")
    assert found == desk
    desk.refresh_from_db()
    assert desk.password_is_given

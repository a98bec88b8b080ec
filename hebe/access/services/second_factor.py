"""The second factor: six digits that change every half minute (TOTP, RFC 6238)."""

from base64 import b32encode
from secrets import token_bytes

import pyotp
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from pyotp.exceptions import OTPVerificationError

from hebe.access import events
from hebe.access.actor import Actor, requires
from hebe.access.errors import NoSecondFactor, OwnPassword, SecondFactorOn, WrongCode
from hebe.access.models import RecoveryCode, User
from hebe.access.rank import check_right_to_set_password
from hebe.access.services.users import myself
from hebe.access.telling import tell
from hebe.kernel import clock
from hebe.kernel.crypto import blind
from hebe.kernel.errors import Invalid
from hebe.tenancy.models import HasGroup

CODES, LENGTH = 10, 10
ONE_STEP = 1  # how many half minutes a phone's clock may be off (RFC 6238, 5.2)


@transaction.atomic
def begin_second_factor(actor: Actor, *, current: str) -> str:
    """Return a fresh secret (base32) that counts once a code confirms it.

    `current` is one's own password. Refuses WrongPassword, and SecondFactorOn: the secret
    in use is never shown again.
    """
    user = myself(actor, current)
    if user.totp_confirmed_at is not None:
        raise SecondFactorOn
    user.totp_secret = pyotp.random_base32()
    user.save(update_fields=["totp_secret"])
    return user.totp_secret


@transaction.atomic
def confirm_second_factor(actor: Actor, *, code: str) -> list[str]:
    """Switch the second factor on, once a code proves that the phone has the secret.

    Returns recovery codes, each good once in place of the phone; they are told this once.
    """
    user: User = User.objects.of(actor).locked().one(actor.user_id)
    if user.totp_confirmed_at is not None:
        raise SecondFactorOn
    _use_code(user, code)
    user.totp_confirmed_at, user.totp_was_reset = clock.now(), False
    user.save(update_fields=["totp_confirmed_at", "totp_was_reset"])
    tell(actor, events.SecondFactorChanged(user.pk, on=True), subject=user)
    return _fresh_codes(user)


@transaction.atomic
def renew_recovery_codes(actor: Actor, *, current: str, code: str) -> list[str]:
    """Return new recovery codes in place of the old ones; refuses WrongPassword, WrongCode."""
    user = myself(actor, current)
    _use_code(user, code)
    tell(actor, events.RecoveryCodesRenewed(user.pk), subject=user)
    return _fresh_codes(user)


@requires("access.users")
@transaction.atomic
def reset_second_factor(actor: Actor, *, user_id: int, reason: str) -> User:
    """Switch off the second factor of somebody who lost it, for a reason that is kept.

    Her open sessions end, and signing in she is asked to set it up anew. Refuses Invalid
    without a reason, OwnPassword for oneself, Outranked when she may do anything that the
    actor may not, and NoSecondFactor.
    """
    if not reason.strip():
        raise Invalid("reason", _("Say how you know that it is she who asks."))
    user: User = User.objects.of(actor).locked().one(user_id)
    if user.pk == actor.user_id:
        raise OwnPassword
    check_right_to_set_password(actor, user)
    if user.totp_confirmed_at is None:
        raise NoSecondFactor
    _switch_off(user)
    user.totp_was_reset = True
    user.save(update_fields=["totp_was_reset"])
    tell(
        actor, events.SecondFactorReset(user.pk), subject=user,
        after={"reason": reason.strip()[:200]},
    )  # fmt: skip
    return user


def _switch_off(user: User) -> None:
    user.totp_secret, user.totp_confirmed_at = "", None
    user.save(update_fields=["totp_secret", "totp_confirmed_at"])
    RecoveryCode.objects.of(user).filter(user=user).delete()


def _fresh_codes(user: User) -> list[str]:
    """Replace the recovery codes: ten of fifty bits each, told once, kept as keyed hashes."""
    RecoveryCode.objects.of(user).filter(user=user).delete()
    codes = [b32encode(token_bytes(7)).decode()[:10] for _number in range(CODES)]
    RecoveryCode.unscoped.bulk_create(
        [RecoveryCode(group_id=user.group_id, user=user, digest=_digest(c)) for c in codes]
    )
    return [f"{code[:5]}-{code[5:]}" for code in codes]


def _digest(code: str) -> bytes:
    return blind(code, "recovery-code")


@transaction.atomic
def drop_second_factor(actor: Actor, *, current: str, code: str) -> User:
    """Switch one's own second factor off; refuses WrongPassword and WrongCode."""
    user = myself(actor, current)
    _use_code(user, code)
    _switch_off(user)
    tell(actor, events.SecondFactorChanged(user.pk, on=False), subject=user)
    return user


@transaction.atomic
def prove_second_factor(whose: HasGroup, *, user_id: int, code: str) -> User:
    """Return the user at sign-in whose newest code, or recovery code, this is; WrongCode."""
    user: User = User.objects.of(whose).locked().one(user_id)
    _use_code(user, code)
    return user


def _use_code(user: User, code: str) -> None:
    """Take a code that is right now, or half a minute off; each counts once (RFC 6238, 5.2).

    A recovery code is taken in its place.
    """
    if not user.totp_secret:
        raise WrongCode
    plain = code.upper().replace("-", "").replace(" ", "")
    if len(plain) == LENGTH:
        _use_recovery_code(user, plain)
        return
    totp = pyotp.TOTP(user.totp_secret)
    try:
        step = totp.verify_and_get_timecode(
            code.replace(" ", ""), for_time=clock.now(), valid_window=ONE_STEP
        )
    except OTPVerificationError as wrong:
        raise WrongCode from wrong
    if step <= user.totp_step:
        raise WrongCode
    user.totp_step = step
    user.save(update_fields=["totp_step"])


def _use_recovery_code(user: User, code: str) -> None:
    rows = RecoveryCode.objects.of(user).filter(user=user, digest=_digest(code), used_at=None)
    if not rows.update(used_at=clock.now()):
        raise WrongCode

"""The second factor: six digits that change every half minute (TOTP, RFC 6238)."""

import pyotp
from django.db import transaction
from pyotp.exceptions import OTPVerificationError

from hebe.access import events
from hebe.access.actor import Actor
from hebe.access.errors import SecondFactorOn, WrongCode
from hebe.access.models import User
from hebe.access.services.users import myself
from hebe.access.telling import tell
from hebe.kernel import clock
from hebe.tenancy.models import HasGroup

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
def confirm_second_factor(actor: Actor, *, code: str) -> User:
    """Switch the second factor on, once a code proves that the phone has the secret."""
    user: User = User.objects.of(actor).locked().one(actor.user_id)
    if user.totp_confirmed_at is not None:
        raise SecondFactorOn
    _use_code(user, code)
    user.totp_confirmed_at = clock.now()
    user.save(update_fields=["totp_confirmed_at"])
    tell(actor, events.SecondFactorChanged(user.pk, on=True), subject=user)
    return user


@transaction.atomic
def drop_second_factor(actor: Actor, *, current: str, code: str) -> User:
    """Switch one's own second factor off; refuses WrongPassword and WrongCode."""
    user = myself(actor, current)
    _use_code(user, code)
    user.totp_secret, user.totp_confirmed_at = "", None
    user.save(update_fields=["totp_secret", "totp_confirmed_at"])
    tell(actor, events.SecondFactorChanged(user.pk, on=False), subject=user)
    return user


@transaction.atomic
def prove_second_factor(whose: HasGroup, *, user_id: int, code: str) -> User:
    """Return the user at sign-in whose newest code this is, or raise WrongCode."""
    user: User = User.objects.of(whose).locked().one(user_id)
    _use_code(user, code)
    return user


def _use_code(user: User, code: str) -> None:
    """Take a code that is right now, or half a minute off; each counts once (RFC 6238, 5.2)."""
    if not user.totp_secret:
        raise WrongCode
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

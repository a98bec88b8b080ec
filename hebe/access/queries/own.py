"""Reads about oneself."""

import pyotp

from hebe.access.actor import Actor
from hebe.access.models import RecoveryCode, SavedView, User
from hebe.tenancy.models import GroupQuerySet


def my_user(actor: Actor) -> User:
    """Return the actor's own log-in; NotFound for jobs, which have none."""
    user: User = User.objects.of(actor).one(actor.user_id)
    return user


def saved_views(actor: Actor, table: str) -> GroupQuerySet:
    """Return the actor's own saved views of one list."""
    return SavedView.objects.of(actor).filter(user_id=actor.user_id, table=table).order_by("pk")


def authenticator_address(user: User) -> str:
    """Return the `otpauth:` address of a second factor that waits to be confirmed, or ""."""
    if not user.totp_secret or user.totp_confirmed_at is not None:
        return ""
    return pyotp.TOTP(user.totp_secret).provisioning_uri(name=user.login, issuer_name="Hebe")


def recovery_codes_left(user: User) -> int:
    """Return how many of somebody's recovery codes were not used yet."""
    return int(RecoveryCode.objects.of(user).filter(user=user, used_at=None).count())

"""Nobody takes over a log-in that may do more than she does."""

from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.access.errors import KeyTooWide, Outranked
from hebe.access.models import User
from hebe.access.queries import grant_given, grants_of
from hebe.kernel.errors import Forbidden


def check_rank(actor: Actor, user: User) -> None:
    """Raise Outranked when a user may run log-ins, rights or keys and the actor may not.

    Without this, whoever resets passwords could make herself administrator. The command
    line and jobs (no user) stand outside.
    """
    if actor.user_id is None or actor.user_id == user.pk or actor.may("access.roles"):
        return
    theirs = grants_of(user)
    if any(code.startswith("access.") and not actor.may(code) for code in theirs):
        raise Outranked


def check_right_to_give(
    actor: Actor, codes: list[str], store_id: int | None, reach: str
) -> None:
    """Raise Forbidden when a role given so (no store: the group) may do more than the actor."""
    wanted = grant_given(store_id, reach)
    if not actor.covers(dict.fromkeys(codes, wanted)):
        raise Forbidden("access.users", _("You cannot give a role more than you may do."))


def check_right_to_act_as(actor: Actor, user: User) -> None:
    """Raise KeyTooWide when a key for this log-in would open more than the actor may do.

    This binds a narrow key that would make itself a wider one too.
    """
    if not _covers(actor, user):
        raise KeyTooWide


def check_right_to_set_password(actor: Actor, user: User) -> None:
    """Raise Outranked when a user may do anything, anywhere, that the actor may not.

    Whoever sets a password can sign in with it: as a doctor, she could sign records.
    """
    if not _covers(actor, user):
        raise Outranked(
            "access.users", _("This person may do more than you do. Nothing was changed.")
        )


def _covers(actor: Actor, user: User) -> bool:
    """Say whether a user may do nothing that the actor may not; jobs and commands may all."""
    return actor.user_id is None or actor.covers(grants_of(user))

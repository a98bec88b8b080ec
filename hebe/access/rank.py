"""Nobody takes over a log-in that may do more than she does."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, Grant
from hebe.access.choices import Reach
from hebe.access.errors import KeyTooWide, Outranked
from hebe.access.models import User
from hebe.access.queries import grants_of
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
    wanted = Grant(None if store_id is None else frozenset([store_id]), reach == Reach.OWN)
    if _exceed(actor, dict.fromkeys(codes, wanted)):
        raise Forbidden("access.users", _("You cannot give a role more than you may do."))


def check_right_to_act_as(actor: Actor, user: User) -> None:
    """Raise KeyTooWide when a key for this log-in would open more than the actor may do.

    This binds a narrow key that would make itself a wider one too.
    """
    if actor.user_id is not None and _exceed(actor, grants_of(user)):
        raise KeyTooWide


def _exceed(actor: Actor, wanted: Mapping[str, Grant]) -> bool:
    """Say whether these rights go beyond the actor's; who edits roles has none above her."""
    held = actor.grants
    return not actor.may("access.roles") and any(
        code not in held or not held[code].covers(grant) for code, grant in wanted.items()
    )

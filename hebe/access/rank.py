"""Nobody takes over a log-in that may do more than she does."""

from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, Grant
from hebe.access.choices import Reach
from hebe.access.errors import Outranked
from hebe.access.models import User
from hebe.access.queries import actor_for
from hebe.kernel.errors import Forbidden


def check_rank(actor: Actor, user: User) -> None:
    """Raise Outranked when a user may run log-ins, rights or keys and the actor may not.

    Without this, whoever resets passwords could make herself administrator. The command
    line and jobs (no user) stand outside.
    """
    if actor.user_id is None or actor.user_id == user.pk or actor.may("access.roles"):
        return
    theirs = actor_for(user).grants
    if any(code.startswith("access.") and not actor.may(code) for code in theirs):
        raise Outranked


def check_right_to_give(
    actor: Actor, codes: list[str], store_id: int | None, reach: str
) -> None:
    """Raise Forbidden when a role given so (no store: the group) may do more than the actor."""
    if actor.may("access.roles"):
        return
    wanted = Grant(None if store_id is None else frozenset([store_id]), reach == Reach.OWN)
    held = actor.grants
    if any(code not in held or not held[code].covers(wanted) for code in codes):
        raise Forbidden("access.users", _("You cannot give a role more than you may do."))

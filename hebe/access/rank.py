"""Nobody takes over a log-in that may do more than she does."""

from hebe.access.actor import Actor
from hebe.access.errors import Outranked
from hebe.access.models import User
from hebe.access.queries import actor_for


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

"""The lines under the bell."""

from hebe.access.actor import Actor
from hebe.todos.models import Notification


def notifications(actor: Actor, *, limit: int = 30) -> list[Notification]:
    """Return the newest lines under the bell."""
    rows = Notification.objects.of(actor).filter(user_id=actor.user_id)
    return list(rows.order_by("-pk")[:limit])

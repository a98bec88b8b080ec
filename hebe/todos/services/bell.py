"""The lines under the bell."""

from django.db import transaction

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.staff.models import Member
from hebe.todos.models import Notification


def notify(
    actor: Actor, member: Member, text: str, *, link: str = "", tone: str = ""
) -> Notification | None:
    """Put a line under somebody's bell; nothing for people without a log-in."""
    return tell(actor, member.user_id, text, link=link, tone=tone)


def tell(
    actor: Actor, user_id: int | None, text: str, *, link: str = "", tone: str = ""
) -> Notification | None:
    """Put a line under the bell of a log-in; nothing where there is none."""
    if user_id is None:
        return None
    line: Notification = Notification.objects.of(actor).create(
        group_id=actor.group_id, user_id=user_id, text=text[:200], link=link, tone=tone
    )
    return line


@transaction.atomic
def read_notifications(actor: Actor) -> int:
    """Mark every line under one's own bell as read; return how many were new."""
    rows = Notification.objects.of(actor).filter(user_id=actor.user_id, read_at=None)
    return int(rows.update(read_at=clock.now()))

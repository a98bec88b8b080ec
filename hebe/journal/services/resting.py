"""What somebody decides about a delivery that failed to the last attempt."""

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.journal.choices import State
from hebe.journal.errors import NotResting, ReasonMissing
from hebe.journal.events import DeliveryDismissed, DeliveryRetried
from hebe.journal.models import Delivery
from hebe.journal.publish import publish
from hebe.journal.queries import delivery_list
from hebe.journal.worker import wake
from hebe.kernel import clock

REASON_LETTERS = 200


@requires("journal.events")
@transaction.atomic
def retry_delivery(actor: Actor, *, delivery_id: int) -> Delivery:
    """Send a resting delivery on its way again, with all its attempts; NotResting otherwise."""
    row = _resting(actor, delivery_id)
    row.state, row.attempts, row.next_at = State.WAITING, 0, clock.now()
    row.save(update_fields=["state", "attempts", "next_at"])
    publish(actor, DeliveryRetried(row.pk, row.event.name, row.handler), subject=row)
    wake(actor.group_id, row.event_id)
    return row


@requires("journal.events")
@transaction.atomic
def dismiss_delivery(actor: Actor, *, delivery_id: int, reason: str) -> Delivery:
    """Let a resting delivery be for good; NotResting, or ReasonMissing without a reason."""
    reason = reason.strip()[:REASON_LETTERS]
    if not reason:
        raise ReasonMissing
    row = _resting(actor, delivery_id)
    row.state = State.DISMISSED
    row.save(update_fields=["state"])
    told = DeliveryDismissed(row.pk, row.event.name, row.handler, reason)
    publish(actor, told, subject=row)
    return row


def _resting(actor: Actor, delivery_id: int) -> Delivery:
    row: Delivery = delivery_list(actor).locked().one(delivery_id)
    if row.state != State.RESTING:
        raise NotResting
    return row

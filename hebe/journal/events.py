"""What happens to events that could not be delivered."""

from dataclasses import dataclass

from hebe.kernel.events import Event


@dataclass(frozen=True)
class DeliveryRetried(Event):
    """Somebody sent a resting delivery on its way again."""

    delivery_id: int
    event: str
    handler: str


@dataclass(frozen=True)
class DeliveryDismissed(Event):
    """Somebody decided that a resting delivery need not happen any more."""

    delivery_id: int
    event: str
    handler: str
    reason: str

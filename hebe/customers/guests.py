"""Who is in the store now: visits, which stand above, say so."""

from collections.abc import Callable
from typing import Any

from hebe.access.actor import Actor
from hebe.tenancy.models import GroupQuerySet

# Takes an actor and a permission; returns rows with `customer_id` and `store_id`.
Tell = Callable[[Actor, str], GroupQuerySet]
_tells: list[Tell] = []


def register(tell: Tell) -> None:
    """Let an app above say which customers are in the stores a permission reaches."""
    _tells.append(tell)


def guests(actor: Actor, permission: str) -> list[Any]:
    """Return what says who is in the stores that a permission reaches, as querysets."""
    return [tell(actor, permission) for tell in _tells]

"""How this app tells the journal, which stands above it: the journal registers itself."""

from collections.abc import Callable
from typing import Any

from hebe.access.actor import Actor
from hebe.kernel.events import Event

_tellers: list[Callable[..., None]] = []


def register(teller: Callable[..., None]) -> None:
    """Let the journal hear what happens here (called once, when it is ready)."""
    _tellers.append(teller)


def tell(actor: Actor, event: Event, **details: Any) -> None:
    """Pass an event to the journal, in the present transaction."""
    for teller in _tellers:
        teller(actor, event, **details)

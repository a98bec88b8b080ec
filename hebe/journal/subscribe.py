"""Who listens to which event."""

from collections.abc import Callable
from typing import TypeVar

from hebe.access.actor import Actor
from hebe.kernel.events import Event

E = TypeVar("E", bound=Event)
Handler = Callable[[Actor, E], object]
HANDLERS: dict[str, dict[str, tuple[Callable[..., object], tuple[str, ...]]]] = {}


def on(event: type[E], *permissions: str) -> Callable[[Handler[E]], Handler[E]]:
    """Subscribe a function of `handlers.py` to an event.

    It gets a system actor that holds just `permissions`, and the event. It runs in a
    transaction together with the row that says it ran, so its effect happens once.
    """

    def subscribe(handler: Handler[E]) -> Handler[E]:
        name = f"{handler.__module__.removeprefix('hebe.')}.{handler.__name__}"
        HANDLERS.setdefault(event.__name__, {})[name] = (handler, permissions)
        return handler

    return subscribe


def has_handlers(event: type[Event]) -> bool:
    """Say whether anybody listens to this kind of event."""
    return event.__name__ in HANDLERS

"""Who listens to which event."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from hebe.access.actor import Actor
from hebe.kernel.events import Event

if TYPE_CHECKING:
    from hebe.journal.models import Outbox

E = TypeVar("E", bound=Event)
Handler = Callable[[Actor, E], object]
AnyHandler = Callable[[Actor, "Outbox"], object]


@dataclass(frozen=True, slots=True)
class Subscription:
    """A handler as delivery calls it, with the rights it named."""

    run: AnyHandler
    permissions: tuple[str, ...]


HANDLERS: dict[str, dict[str, Subscription]] = {}
HEARS_ALL: dict[str, Subscription] = {}


def on(event: type[E], *permissions: str) -> Callable[[Handler[E]], Handler[E]]:
    """Subscribe a function of `handlers.py` to an event.

    It gets a system actor that holds just `permissions`, and the event. It runs in a
    transaction together with the row that says it ran, so its effect happens once.
    """

    def subscribe(handler: Handler[E]) -> Handler[E]:
        def run(actor: Actor, told: "Outbox") -> object:
            return handler(actor, event.load(told.payload))

        mine = HANDLERS.setdefault(event.__name__, {})
        mine[_name(handler)] = Subscription(run, permissions)
        return handler

    return subscribe


def on_any(*permissions: str) -> Callable[[AnyHandler], AnyHandler]:
    """Subscribe a function of `handlers.py` to every event there is, and will be.

    It gets what was told as its outbox row: `name`, `payload`, `happened_at`, and in
    `audit` who did it, to what, at which store. Nobody is kept waiting for it: it hears within
    half a minute or so, at once only where another handler does. It tells nothing itself, or it
    would hear that as well, for ever.
    """

    def subscribe(handler: AnyHandler) -> AnyHandler:
        HEARS_ALL[_name(handler)] = Subscription(handler, permissions)
        return handler

    return subscribe


def _name(handler: Callable[..., object]) -> str:
    return f"{handler.__module__.removeprefix('hebe.')}.{handler.__name__}"


def listeners(event: str) -> dict[str, Subscription]:
    """Return by name all that hear events of this name."""
    return HANDLERS.get(event, {}) | HEARS_ALL

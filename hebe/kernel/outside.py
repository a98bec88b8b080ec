"""Calls to other machines: what must be let go before one waits for them.

Whoever opens a connection to an outside service says so first; whoever holds what others
wait for (the web's turns) lets it go.
"""

from collections.abc import Callable

_LETTING_GO: list[Callable[[], None]] = []


def before_going_outside(let_go: Callable[[], None]) -> Callable[[], None]:
    """Have a function called each time somebody is about to wait for another machine."""
    _LETTING_GO.append(let_go)
    return let_go


def going_outside() -> None:
    """Say that the caller is about to wait for another machine."""
    for let_go in _LETTING_GO:
        let_go()

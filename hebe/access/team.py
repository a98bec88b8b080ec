"""Whose supervisor somebody is: staff, which stands above, says so."""

from collections.abc import Callable, Iterable

from hebe.tenancy.models import HasGroup

Tell = Callable[[HasGroup, int], Iterable[int]]
_tells: list[Tell] = []


def register(tell: Tell) -> None:
    """Let an app above say which log-ins are a log-in's team."""
    _tells.append(tell)


def team_of(whose: HasGroup, user_id: int) -> frozenset[int]:
    """Return the log-ins of those whose supervisor a log-in's owner is."""
    return frozenset(key for tell in _tells for key in tell(whose, user_id))

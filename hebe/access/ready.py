"""Queries kept ready for everybody whom the same rights reach."""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import Any, TypeVarTuple

from hebe.access.actor import Actor, Grant
from hebe.kernel.ready import Ready

Args = TypeVarTuple("Args")
Rows = Callable[[Actor, *Args], Any]
MOST = 128  # queries of one sort, of some 80 kB each


def ready(*permissions: str) -> Callable[[Rows[*Args]], Callable[[Actor, *Args], Any]]:
    """Keep the queries a function puts together, one for each reach and set of arguments.

    The function sees an actor of whom nothing is known but her group, how far these
    permissions reach, and who she is where one of them reaches own rows only; so what it
    returns can depend on nothing else. Its arguments are plain values.
    """

    def keep(build: Rows[*Args]) -> Callable[[Actor, *Args], Any]:
        @lru_cache(maxsize=MOST)
        def kept(
            group: int,
            user: int | None,
            grants: tuple[tuple[str, Grant], ...],
            args: tuple[Hashable, ...],
        ) -> Ready:
            return Ready(build(Actor(user, "", group, dict(grants)), *args))  # type: ignore[arg-type]

        @wraps(build)
        def rows(actor: Actor, *args: *Args) -> Any:
            held = [(code, actor.grants[code]) for code in permissions if code in actor.grants]
            user = actor.user_id if any(grant.own for _code, grant in held) else None
            return kept(actor.group_id, user, tuple(held), args).rows()

        return rows

    return keep

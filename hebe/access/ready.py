"""Queries kept ready for everybody whom the same rights reach."""

from collections.abc import Callable, Hashable
from functools import wraps
from threading import RLock
from typing import Any, TypeVarTuple

from cachetools import LRUCache, cached
from cachetools.keys import hashkey
from django.conf import settings

from hebe.access.actor import Actor, Grant
from hebe.kernel.ready import Ready, putting_together

Args = TypeVarTuple("Args")
Rows = Callable[[Actor, *Args], Any]
KEPT: LRUCache[Hashable, Ready] = LRUCache(settings.HEBE_READY_QUERIES)
_one_at_a_time = RLock()


def ready(*permissions: str) -> Callable[[Rows[*Args]], Callable[[Actor, *Args], Any]]:
    """Keep the queries a function puts together, one for each reach and set of arguments.

    The function sees an actor of whom nothing is known but her group, how far these
    permissions reach, and who she and her team are where one of them reaches own rows only; so
    what it returns can depend on nothing else, and asking the database meanwhile is
    AskedTooEarly. Its arguments are plain values. All functions of all processes share one
    bound (HEBE_READY_QUERIES is this process's part of it): some 80 kB a query.
    """

    def keep(build: Rows[*Args]) -> Callable[[Actor, *Args], Any]:
        name = f"{build.__module__}.{build.__qualname__}"

        @cached(KEPT, key=lambda *parts: hashkey(name, *parts), lock=_one_at_a_time)
        def kept(
            group: int,
            user: int | None,
            team: frozenset[int],
            grants: tuple[tuple[str, Grant], ...],
            args: tuple[Hashable, ...],
        ) -> Ready:
            who = Actor(user, "", group, dict(grants), team=team)
            with putting_together():
                return Ready(build(who, *args))  # type: ignore[arg-type]

        @wraps(build)
        def rows(actor: Actor, *args: *Args) -> Any:
            held = [(code, actor.grants[code]) for code in permissions if code in actor.grants]
            user = actor.user_id if any(grant.own for _code, grant in held) else None
            team = actor.team if any(grant.team for _code, grant in held) else frozenset()
            return kept(actor.group_id, user, team, tuple(held), args).rows()

        return rows

    return keep

"""The numbers beside the places of the side bar: what waits there, in one query."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from hebe.access.actor import Actor, Grant
from hebe.kernel import clock
from hebe.kernel.ready import asking, whole_text
from hebe.web.surface import Registry

Rights = frozenset[tuple[str, Grant]]
MOST = 100  # beyond it a place says "99+", and the count stays cheap


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in one place, and the tone it is said in.

    `name` is the place's address, or what a piece of the frame asks for it by. It is counted
    for who holds `permission` (empty: for everybody), and while one works at a store unless
    `at_store` is false. The query may name the actor and today, nothing that changes sooner.
    """

    name: str
    rows: Callable[[Actor], QuerySet[Any]]
    permission: str = ""
    tone: str = ""
    at_store: bool = True
    position: int = 0


WAITING: Registry[Waiting] = Registry("number")


def waiting(actor: Actor) -> Mapping[str, int]:
    """Return how much waits in each place this actor may open, by what it is known by."""
    rights = frozenset(actor.grants.items())
    day = clock.today(actor.zone)
    places, text = _asked(
        actor.group_id, actor.user_id, actor.store_id, actor.zone, rights, actor.team, day
    )
    with asking() as cursor:
        cursor.execute(text)
        return dict(zip(places, cursor.fetchone(), strict=True))


@lru_cache(maxsize=512)
def _asked(
    group: int,
    user: int | None,
    store: int | None,
    zone: str,
    rights: Rights,
    team: frozenset[int],
    _day: date,
) -> tuple[list[str], str]:
    """Return the places and the query for what waits there.

    It is the same all day for whoever has the same rights: put together once, since that
    takes longer than asking it on every page.
    """
    actor = Actor(user, "", group, dict(rights), store, zone, team=team)
    wanted = {it.name: it.rows(actor) for it in WAITING if _counts(it, actor)}
    counts: list[str] = []
    values: list[Any] = []
    for rows in wanted.values():
        sql, its = rows.order_by().values("pk")[:MOST].query.sql_with_params()
        counts.append(f"(SELECT count(*) FROM ({sql}) found)")  # noqa: S608 - ours, built above
        values += its
    return list(wanted), whole_text(f"SELECT {', '.join(counts)}", values)


def _counts(it: Waiting, actor: Actor) -> bool:
    if not it.at_store:
        return not it.permission or actor.may(it.permission)
    held = not it.permission or actor.may(it.permission, actor.store_id)
    return held and bool(actor.store_id)

"""The numbers beside the places of the side bar: what waits there, in one query."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet

from hebe.access.actor import Actor, Grant
from hebe.billing.queries import open_orders
from hebe.clinical.choices import RecordState
from hebe.clinical.models import Record
from hebe.kernel import clock
from hebe.kernel.ready import asking, whole_text
from hebe.scheduling.choices import TO_COME
from hebe.scheduling.queries import appointments
from hebe.todos.choices import State
from hebe.todos.models import Notification
from hebe.todos.queries import todo_list
from hebe.visits.queries import visits

Rights = frozenset[tuple[str, Grant]]
MOST = 100  # beyond it a place says "99+", and the count stays cheap


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits in one place, and the tone it is said in."""

    rows: Callable[[Actor], QuerySet[Any]]
    permission: str
    tone: str = ""
    at_store: bool = True


def _to_come(actor: Actor) -> QuerySet[Any]:
    start, end = _day(actor)
    return appointments(actor).filter(
        store_id=actor.store_id, status__in=TO_COME, starts_at__gte=start, starts_at__lt=end
    )


def _here(actor: Actor) -> QuerySet[Any]:
    return visits(actor).filter(store_id=actor.store_id, left_at=None)


def _unpaid(actor: Actor) -> QuerySet[Any]:
    return open_orders(actor, store_id=actor.store_id or 0)


def _due_today(actor: Actor) -> QuerySet[Any]:
    _start, end = _day(actor)
    return todo_list(actor).filter(
        owner__user_id=actor.user_id, state=State.OPEN, due_at__lt=end
    )


def _unsigned(actor: Actor) -> QuerySet[Any]:
    mine = Record.objects.of(actor).filter(doctor__user_id=actor.user_id)
    return mine.filter(state=RecordState.DRAFT)


def _unread(actor: Actor) -> QuerySet[Any]:
    return Notification.objects.of(actor).filter(user_id=actor.user_id, read_at=None)


def _day(actor: Actor) -> tuple[datetime, datetime]:
    return clock.day_bounds(clock.today(actor.zone), actor.zone)


PLACES = {
    "scheduling:calendar": Waiting(_to_come, "scheduling.view"),
    "visits:board": Waiting(_here, "visits.view"),
    "billing:till": Waiting(_unpaid, "billing.view"),
    "todos:list": Waiting(_due_today, "todos.view", at_store=False),
    "clinical:mine": Waiting(_unsigned, "clinical.view", "wait", at_store=False),
}
BELL = "bell"


def waiting(actor: Actor) -> Mapping[str, int]:
    """Return how much waits in each place this actor may open, and under the bell."""
    rights = frozenset(actor.grants.items())
    day = clock.today(actor.zone)
    places, text = _asked(
        actor.group_id, actor.user_id, actor.store_id, actor.zone, rights, day
    )
    with asking() as cursor:
        cursor.execute(text)
        return dict(zip(places, cursor.fetchone(), strict=True))


@lru_cache(maxsize=512)
def _asked(
    group: int, user: int | None, store: int | None, zone: str, rights: Rights, _day: date
) -> tuple[list[str], str]:
    """Return the places and the query for what waits there.

    It is the same all day for whoever has the same rights: put together once, since that
    takes longer than asking it on every page.
    """
    actor = Actor(user, "", group, dict(rights), store, zone)
    wanted = {url: place.rows(actor) for url, place in PLACES.items() if _counts(place, actor)}
    wanted[BELL] = _unread(actor)
    counts: list[str] = []
    values: list[Any] = []
    for rows in wanted.values():
        sql, its = rows.order_by().values("pk")[:MOST].query.sql_with_params()
        counts.append(f"(SELECT count(*) FROM ({sql}) found)")  # noqa: S608 - ours, built above
        values += its
    return list(wanted), whole_text(f"SELECT {', '.join(counts)}", values)


def _counts(place: Waiting, actor: Actor) -> bool:
    return actor.may(place.permission) and (bool(actor.store_id) or not place.at_store)

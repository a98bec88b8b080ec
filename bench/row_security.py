"""What the second lock costs: statements of the main pages with and without row security."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

import psycopg

from bench.rows import Row
from hebe.config.postgres import Cluster
from hebe.tenancy.models import Group

ROUNDS = 250
PAIRS = (
    8  # of connections: how a process lies in memory makes more of a difference than the lock
)
STATEMENTS = {
    "customers, newest": "SELECT * FROM customers_customer WHERE group_id = %(g)s"
    " ORDER BY created_at DESC, id DESC LIMIT 50",
    "a customer's timeline": "SELECT * FROM journal_timelineentry WHERE group_id = %(g)s"
    " AND customer_id = %(c)s ORDER BY at DESC, id DESC LIMIT 50",
    "a store's diary": "SELECT * FROM scheduling_appointment WHERE group_id = %(g)s"
    " AND store_id = %(s)s AND starts_at >= now() - interval '30 days'"
    " AND starts_at < now() ORDER BY starts_at LIMIT 100",
    "a store's orders": "SELECT o.*, c.name FROM billing_order o JOIN customers_customer c"
    " ON c.id = o.customer_id AND c.group_id = o.group_id WHERE o.group_id = %(g)s"
    " AND o.store_id = %(s)s AND o.day >= current_date - 30 ORDER BY o.day DESC LIMIT 100",
}


def measure(cluster: Cluster, group: Group) -> list[Row]:
    """Return the time of the four statements together, beside the same without the lock."""
    pairs = sorted((_pair(cluster, group) for _ in range(PAIRS)), key=_ratio)
    ours, bare = pairs[PAIRS // 2]
    ratio = median(map(_ratio, pairs))
    return [
        Row("four page statements under row security", ours * 1000, "ms",
            f"without {bare * 1000:.2f}", ratio, "<= 1.1", ratio <= 1.1),
    ]  # fmt: skip


def _ratio(pair: tuple[float, float]) -> float:
    ours, bare = pair
    return ours / bare


def _pair(cluster: Cluster, group: Group) -> tuple[float, float]:
    """Return the seconds of all statements on a new connection with the lock, and without."""
    with (
        psycopg.connect(cluster.dsn("hebe_app"), autocommit=True) as locked,
        psycopg.connect(cluster.dsn("postgres"), autocommit=True) as open_,
    ):
        locked.execute("SELECT set_config('hebe.group_id', %s, false)", [str(group.pk)])
        store = _one(open_, "SELECT id FROM tenancy_store WHERE group_id = %s LIMIT 1", group)
        customer = _one(
            open_, "SELECT customer_id FROM visits_visit WHERE group_id = %s LIMIT 1", group
        )
        asked = {"g": group.pk, "s": store, "c": customer}
        ours, bare = 0.0, 0.0
        for statement in STATEMENTS.values():
            mine, theirs = _side_by_side(locked, open_, statement, asked)
            ours, bare = ours + mine, bare + theirs
    return ours, bare


def _one(connection: psycopg.Connection, statement: str, group: Group) -> int:
    row = connection.execute(statement, [group.pk]).fetchone()
    return int(row[0]) if row else 0


def _side_by_side(
    locked: psycopg.Connection, open_: psycopg.Connection, statement: str, asked: dict[str, int]
) -> tuple[float, float]:
    """Return both medians in seconds; the two take turns, so both meet the same weather."""

    def once(connection: psycopg.Connection) -> Callable[[], float]:
        def act() -> float:
            start = perf_counter()
            connection.execute(statement, asked, prepare=False).fetchall()
            return perf_counter() - start

        return act

    ours, bare = once(locked), once(open_)
    mine, theirs = [], []
    for _ in range(ROUNDS // 2):  # whoever is second finds the processor's caches warm
        mine.append(ours())
        theirs += [bare(), bare()]
        mine.append(ours())
    return median(mine), median(theirs)

"""Bookings of a doctor, a room and a device, against the same rows without the constraint."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from time import perf_counter

import psycopg

from bench.rows import Row
from hebe.config.postgres import Cluster
from hebe.scheduling import rules
from hebe.scheduling.choices import ClaimKind
from hebe.tenancy.models import Group

BOOKINGS = 3000
WRITERS = 16
RESOURCES = 40
MINUTES = 60
START = rules.EPOCH.replace(year=2030)
Spans = list[tuple[int, int]]


def measure(cluster: Cluster, group: Group) -> list[Row]:
    """Return the speed of bookings that all fit, and the overlaps of 16 who want the same."""
    with psycopg.connect(cluster.dsn("postgres"), autocommit=True) as connection:
        _unchecked(connection)
        guarded, free = _paces(connection, group.pk)
        ratio = guarded / free
        made, overlaps = _race(cluster, group.pk)
        connection.execute("DROP TABLE bench_claim")
        connection.execute("DELETE FROM resource_claim WHERE reason = 'bench'")
    return [
        Row("bookings under the constraint", guarded, "per s", f"unchecked {free:,.0f}", ratio,
            ">= 0.4", ratio >= 0.4),
        Row(f"overlaps of {WRITERS} writers", overlaps, f"in {made}", "", None, "0",
            overlaps == 0 and made > 0),
    ]  # fmt: skip


def _unchecked(connection: psycopg.Connection) -> None:
    """Make the same table, with the same indexes, without the exclusion constraint."""
    connection.execute("CREATE TABLE bench_claim (LIKE resource_claim INCLUDING ALL)")
    row = connection.execute(
        "SELECT conname FROM pg_constraint WHERE conrelid = 'bench_claim'::regclass"
        " AND contype = 'x'"
    ).fetchone()
    if row is None:
        raise RuntimeError("resource_claim has no exclusion constraint")
    connection.execute(f'ALTER TABLE bench_claim DROP CONSTRAINT "{row[0]}"')


def _booking(number: int) -> Spans:
    """Return the three claims of the so-many-th booking that meets no other."""
    at = START + timedelta(minutes=MINUTES * (number // RESOURCES))
    return _claims(number % RESOURCES, at.timestamp())


def _claims(resource: int, seconds: float) -> Spans:
    at = rules.EPOCH.fromtimestamp(seconds, tz=rules.EPOCH.tzinfo)
    until = at + timedelta(minutes=MINUTES)
    people, things = ClaimKind.MEMBER, ClaimKind.RESOURCE
    wanted = ((people, resource), (things, resource), (things, RESOURCES + resource))
    return [rules.claim_span(kind, 10**6 + key, at, until) for kind, key in wanted]


def _columns(spans: Spans) -> tuple[list[int], list[int]]:
    return [lower for lower, _upper in spans], [upper for _lower, upper in spans]


def _insert(table: str) -> str:
    return (
        f"INSERT INTO {table} (group_id, kind, span, reason)"
        " SELECT %s, 1, int8range(a, b), 'bench'"
        " FROM unnest(%s::bigint[], %s::bigint[]) AS s(a, b)"
    )


def _paces(connection: psycopg.Connection, group_id: int) -> tuple[float, float]:
    """Return bookings a second into both tables, the two taking turns in hundreds.

    A hundred share a commit, whose wait for the disk would hide what the constraint costs.
    """

    def into(table: str) -> Callable[[int], float]:
        statement = _insert(table)

        def book(first: int) -> float:
            wanted = [_columns(_booking(number)) for number in range(first, first + 100)]
            start = perf_counter()
            with connection.transaction():
                for lower, upper in wanted:
                    connection.execute(statement, [group_id, lower, upper])
            return perf_counter() - start

        return book

    guarded, free = into("resource_claim"), into("bench_claim")
    times = [(guarded(n), free(n)) for n in range(0, BOOKINGS, 100)]
    return BOOKINGS / sum(a for a, _b in times), BOOKINGS / sum(b for _a, b in times)


def _race(cluster: Cluster, group_id: int) -> tuple[int, int]:
    """Let 16 book at random in one small day; return bookings made, and overlapping claims."""
    statement = _insert("resource_claim")
    day = (START + timedelta(days=3650)).timestamp()

    def writer(seed: int) -> int:
        rng, made = random.Random(seed), 0
        with psycopg.connect(cluster.dsn("hebe_app"), autocommit=True) as connection:
            connection.execute("SELECT set_config('hebe.group_id', %s, false)", [str(group_id)])
            for _ in range(60):
                wanted = _claims(rng.randrange(4), day + 300 * rng.randrange(144))
                try:
                    connection.execute(statement, [group_id, *_columns(wanted)])
                except (psycopg.errors.ExclusionViolation, psycopg.errors.DeadlockDetected):
                    continue
                made += 1
        return made

    with ThreadPoolExecutor(WRITERS) as pool:
        made = sum(pool.map(writer, range(WRITERS)))
    with psycopg.connect(cluster.dsn("postgres")) as connection:
        row = connection.execute(
            "SELECT count(*) FROM resource_claim a JOIN resource_claim b"
            " ON a.id < b.id AND a.span && b.span"
        ).fetchone()
    return made, int(row[0]) if row else 0

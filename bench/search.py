"""Search as people type, against `ILIKE` over the same table.

The alternative is a copy of the customers with the phone in plain text and the rank beside it,
without row-level security. It cannot find by sound, so it is not asked to.
"""

import json
import random
from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

import psycopg
from django.db import connection

from bench.rows import Row, p50, p95
from hebe.access.actor import Actor
from hebe.config.demo.stage import stage_of
from hebe.config.postgres import Cluster
from hebe.customers.models import Customer
from hebe.customers.queries.search import SPARE, find_keys, find_statement
from hebe.customers.tokens import hashed, wanted
from hebe.kernel import pinyin
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group

MILLION = 950_000  # customers, once repeats and refused rows of the lists are gone
SHOWN = 12
ASKED = 400
COMPARED = 40
Person = tuple[int, str, str, str]


def _split(name: str) -> tuple[str, str]:
    """Return surname and given name; a few surnames have two characters."""
    size = 2 if name[:2] in pinyin.SURNAMES else 1
    return name[:size], name[size:]


# What people type, and how many of twenty searches are of that kind.
KINDS: tuple[tuple[int, Callable[[Person], str]], ...] = (
    (5, lambda p: p[1]),
    (2, lambda p: _split(p[1])[0]),
    (2, lambda p: _split(p[1])[1]),
    (3, lambda p: p[2][-4:]),
    (2, lambda p: p[2]),
    (1, lambda p: p[2][3:8]),
    (1, lambda p: p[3]),
    (4, lambda p: pinyin.initials(p[1])),
)
ILIKE = (
    "SELECT id FROM bench_plain WHERE name ILIKE %(x)s OR phone ILIKE %(x)s"
    " OR member_no ILIKE %(end)s"
)


def measure(cluster: Cluster, group: Group) -> list[Row]:
    """Return median, tail and hits of searching."""
    with psycopg.connect(cluster.dsn("postgres"), autocommit=True) as plain:
        people = _plain_table(plain, group)
        typed = _typed(people, seed=11)
        with working_for(group.pk):
            actor = stage_of(group).boss
            warm = _typed(people, seed=12)  # other texts, so that the disk is not measured
            waited = [_waited(actor, text) for text in [*warm, *typed]][len(warm) :]
            rows = [_tail([_ours(actor, text) for text in typed])]
            rows += _beside(plain, actor, typed)
            rows.append(Row("search, p95 as the application waits", p95(waited), "ms"))
        plain.execute("DROP TABLE bench_plain")
    return rows


def _waited(actor: Actor, text: str) -> float:
    start = perf_counter()
    find_keys(actor, wanted(text), None, SHOWN + SPARE)
    return perf_counter() - start


def _ours(actor: Actor, text: str) -> float:
    sql, args = find_statement(actor, wanted(text), None, SHOWN + SPARE)
    with connection.cursor() as cursor:
        return _in_database(cursor, sql, args)


def _theirs(plain: psycopg.Connection, asked: dict[str, str]) -> float:
    return _in_database(plain.cursor(), f"{ILIKE} ORDER BY rank DESC LIMIT {SHOWN}", asked)


def _in_database(cursor: Any, sql: str, asked: Any) -> float:
    """Return the seconds of planning and executing by the database's own clock."""
    cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {sql}", asked)
    (told,) = cursor.fetchone()
    (plan,) = json.loads(told) if isinstance(told, str) else told
    return (float(plan["Planning Time"]) + float(plan["Execution Time"])) / 1000


def _plain_table(plain: psycopg.Connection, group: Group) -> list[Person]:
    """Write everybody in plain text, ranked; return a sample of people."""
    plain.execute(
        "CREATE TABLE bench_plain AS SELECT c.*, s.rank FROM customers_customer c"
        " JOIN customers_search s ON s.customer_id = c.id WHERE c.group_id = %s",
        [group.pk],
    )
    plain.execute("CREATE TEMP TABLE bench_phone (id bigint, phone text)")
    sample: list[Person] = []
    with working_for(group.pk), plain.cursor().copy("COPY bench_phone FROM STDIN") as copy:
        rows = Customer.objects.of(group).values_list("pk", "name", "phone", "member_no")
        for row in rows.iterator(chunk_size=5000):
            copy.write_row((row[0], row[2]))
            if row[2] and row[0] % 499 == 0:
                sample.append(row)
    plain.execute(
        "UPDATE bench_plain b SET phone = p.phone FROM bench_phone p WHERE p.id = b.id"
    )
    plain.execute("VACUUM FULL ANALYZE bench_plain")
    longest = max(len(person[3]) for person in sample)
    return [person for person in sample if len(person[3]) == longest]


def _typed(people: list[Person], seed: int) -> list[str]:
    rng = random.Random(seed)
    kinds = [kind for share, kind in KINDS for _ in range(share)]
    return [rng.choice(kinds)(rng.choice(people)) for _ in range(ASKED)]


def _tail(seconds: list[float]) -> Row:
    value = p95(seconds)
    return Row("search, p95 in the database", value, "ms", goal="<= 5", met=value <= 5)


def _beside(plain: psycopg.Connection, actor: Actor, typed: list[str]) -> list[Row]:
    """Ask both for the same texts, in the same minute."""
    spelled = [text for text in typed if not text.isalpha() or not text.isascii()][:COMPARED]
    # Not in turns: a scan of the whole table empties the processor's caches for what follows.
    ours = [_ours(actor, text) for text in spelled]
    theirs = [_theirs(plain, _asked(text)) for text in spelled]
    same = sum(_all_of(plain, text) == _meant(plain, actor.group_id, text) for text in spelled)
    ratio = median(theirs) / median(ours)
    large = _count(plain) >= MILLION
    return [
        Row("search, median in the database", p50(ours), "ms", f"ILIKE {p50(theirs):,.1f}",
            ratio, ">= 1000 at a million", ratio >= 1000 if large else None),
        Row("searches with the same hits", same, f"of {len(spelled)}", "ILIKE", None,
            "all", same == len(spelled)),
    ]  # fmt: skip


def _all_of(plain: psycopg.Connection, text: str) -> set[int]:
    return {key for (key,) in plain.execute(ILIKE, _asked(text))}


def _asked(text: str) -> dict[str, Any]:
    """Return what `ILIKE` is asked: a name or phone that holds it, a member number's end."""
    return {"x": f"%{text}%", "end": f"%{text}"}


def _count(plain: psycopg.Connection) -> int:
    row = plain.execute("SELECT count(*) FROM bench_plain").fetchone()
    return int(row[0]) if row else 0


def _meant(plain: psycopg.Connection, group_id: int, text: str) -> set[int]:
    """Return all that the index finds and the check after decryption lets through."""
    found: set[int] = set()
    with connection.cursor() as cursor:
        for way in wanted(text).ways:
            cursor.execute(
                "SELECT customer_id FROM customers_find(%s, NULL)", [hashed(group_id, way)]
            )
            found |= {key for (key,) in cursor.fetchall()}
    asked = _asked(text) | {"keys": sorted(found)}
    rows = plain.execute(f"SELECT id FROM ({ILIKE}) f WHERE id = ANY(%(keys)s)", asked)
    return {key for (key,) in rows}

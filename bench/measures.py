"""What is measured, each against its obvious alternative."""

import io
import random
import statistics
import time
from collections.abc import Callable
from typing import Any

import openpyxl
from django.core.management import call_command
from django.db import connection, connections

from hebe.access.actor import EVERYWHERE, Actor
from hebe.access.registry import PERMISSIONS
from hebe.customers import tokens
from hebe.customers.importing import import_customers
from hebe.customers.legacy.synthetic import synthetic_workbook
from hebe.customers.models import Customer
from hebe.scheduling import rules
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group, Store
from hebe.tenancy.services import found_group, open_store

SEARCHES = 200
CLAIMS = 4000
Row = dict[str, object]


def run(customers: int) -> list[Row]:
    """Return every measurement as a row."""
    call_command("migrate", database="owner", verbosity=0, interactive=False, skip_checks=True)
    group = found_group(name="Bench", code="bench")
    open_store(group, code="one", name="One")
    book = synthetic_workbook(customers, 7)
    with working_for(group.pk):
        store = Store.objects.of(group).get()
    actor = Actor(None, "bench", group.pk, dict.fromkeys(PERMISSIONS, EVERYWHERE), store.pk)
    rows = [_import(actor, store, book, customers)]
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")
    rows += _search(group)
    rows.append(_row_security(group))
    rows.append(_claims(group))
    return rows


def _row(name: str, value: float, unit: str, other: object, ratio: object, goal: str) -> Row:
    return {
        "name": name, "value": round(value, 3), "unit": unit, "compared_with": other,
        "ratio": ratio, "goal": goal, "met": "",
    }  # fmt: skip


def _timed(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def _import(actor: Actor, store: Store, book: bytes, count: int) -> Row:
    def ours() -> None:
        with working_for(actor.group_id):
            import_customers(actor, content=book, file_name="a.xlsx", store_id=store.pk)

    def plain() -> None:
        sheet = openpyxl.load_workbook(io.BytesIO(book), read_only=True).worksheets[0]
        people = [
            Customer(
                group_id=actor.group_id, name=str(row[0])[:60], name_key="", member_no=f"X{n}",
                home_store=store, phone=str(row[1] or ""),
            )
            for n, row in enumerate(sheet.iter_rows(values_only=True))
        ]  # fmt: skip
        with working_for(actor.group_id):
            Customer.unscoped.bulk_create(people, batch_size=1000)

    mine, theirs = _timed(ours), _timed(plain)
    with working_for(actor.group_id):
        Customer.objects.of(actor).filter(member_no__startswith="X").delete()
    ratio = round(theirs / mine, 2)
    row = _row("import, whole", count / mine, "rows/s", round(count / theirs, 1), ratio, ">= 1")
    return row | {"met": ratio >= 1}


def _sample(group: Group) -> list[str]:
    with working_for(group.pk):
        names = list(Customer.objects.of(group).values_list("name", flat=True)[:5000])
    picked = random.Random(3).sample(names, min(SEARCHES, len(names)))
    return [name[:2] for name in picked]


def _search(group: Group) -> list[Row]:
    words = _sample(group)
    hashed = [tokens.hashed(group.pk, tokens.name_fragments(word)) for word in words]
    fast, slow, same = [], [], 0
    with working_for(group.pk), connection.cursor() as cursor:
        for word, hashes in zip(words, hashed, strict=True):
            wanted = hashes[-1:]
            start = time.perf_counter()
            cursor.execute("SELECT * FROM customers_find(%s, 5000, NULL)", [wanted])
            found = {row[0] for row in cursor.fetchall()}
            fast.append(time.perf_counter() - start)
            start = time.perf_counter()
            cursor.execute(
                "SELECT id FROM customers_customer WHERE name ILIKE %s OR member_no ILIKE %s",
                [f"%{word}%", f"%{word}%"],
            )
            plain = {row[0] for row in cursor.fetchall()}
            slow.append(time.perf_counter() - start)
            same += plain <= found
    median, other = statistics.median(fast) * 1000, statistics.median(slow) * 1000
    p95 = statistics.quantiles(fast, n=20)[-1] * 1000
    ratio = round(other / median, 1)
    return [
        _row("search, median", median, "ms", round(other, 3), ratio, ">= 1000 at a million")
        | {"met": ratio >= 1000},
        _row("search, p95", p95, "ms", "-", "-", "<= 5") | {"met": p95 <= 5},
        _row("search, same hits", same, f"of {len(words)}", "ILIKE", "-", "all")
        | {"met": same == len(words)},
    ]


def _page(cursor: Any, group: Group) -> float:
    statement = (
        "SELECT * FROM customers_customer WHERE group_id = %s ORDER BY created_at DESC, id DESC"
        " LIMIT 25"
    )
    times = []
    for _ in range(300):
        start = time.perf_counter()
        cursor.execute(statement, [group.pk])
        cursor.fetchall()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def _row_security(group: Group) -> Row:
    with working_for(group.pk), connection.cursor() as cursor:
        ours = _page(cursor, group)
    with connections["owner"].cursor() as cursor:
        bare = _page(cursor, group)
    ratio = round(ours / bare, 3)
    row = _row("list page under row security", ours, "ms", round(bare, 3), ratio, "<= 1.1")
    return row | {"met": ratio <= 1.1}


def _claims(group: Group) -> Row:
    spans = []
    for number in range(CLAIMS):
        start = rules.EPOCH.replace(year=2027)
        lower, upper = rules.claim_span(2, number % 40 + 1, start, start.replace(hour=1))
        shift = number // 40 * 60
        spans.append((group.pk, lower + shift, upper + shift))
    insert = (
        "INSERT INTO {} (group_id, kind, span, reason) SELECT %s, 2, int8range(%s, %s), '' "
    )
    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE bench_claim (LIKE resource_claim INCLUDING DEFAULTS"
                       " INCLUDING IDENTITY)")  # fmt: skip

        def into(table: str) -> float:
            return _timed(lambda: [cursor.execute(insert.format(table), s) for s in spans])

        free, guarded = into("bench_claim"), into("resource_claim")
        cursor.execute("DROP TABLE bench_claim")
    ratio = round(free / guarded, 2)
    row = _row("claims, guarded", CLAIMS / guarded, "inserts/s", round(CLAIMS / free), ratio,
               ">= 0.4")  # fmt: skip
    return row | {"met": ratio >= 0.4}

"""Write the new customers of a list: the next portion is made while one is being written."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connection

from hebe.access.actor import Actor
from hebe.customers.importing import rows as make
from hebe.customers.importing.bulk import Row, Statement, insertion, reserve_keys
from hebe.customers.importing.numbers import numbers_of
from hebe.customers.importing.rows import Person, Translator
from hebe.customers.legacy.parsed import ParsedRow
from hebe.customers.models import (
    Contact,
    Customer,
    CustomerTag,
    ImportRun,
    OpeningFact,
    SearchEntry,
)

PORTION = 4000
Write = Callable[[list[Statement]], None]
Belongings = dict[int, ParsedRow]


def write_new(
    actor: Actor,
    people: Sequence[ParsedRow],
    translator: Translator,
    run: ImportRun,
    tell: Callable[[int], object],
) -> Belongings:
    """Insert new customers with all that belongs to them; return their rows by key.

    `tell` hears how many are written.
    """
    numbers = numbers_of(actor, people)
    keys = reserve_keys(Customer, len(people))
    with alongside() as write:
        for start in range(0, len(people), PORTION):
            part = slice(start, start + PORTION)
            rows = dict(zip(keys[part], people[part], strict=True))
            made = [
                translator.person(key, row, *number)
                for (key, row), number in zip(rows.items(), numbers[part], strict=True)
            ]
            write(_portion(actor, made, rows, translator, run))
            tell(start + len(made))
    return dict(zip(keys, people, strict=True))


def _portion(
    actor: Actor,
    people: Sequence[Person],
    rows: Belongings,
    translator: Translator,
    run: ImportRun,
) -> list[Statement]:
    contacts = {key: make.contacts_of(key, row) for key, row in rows.items()}
    entries = [translator.entry(person, contacts[person.id]) for person in people]
    group: dict[str, Any] = {"group_id": actor.group_id}
    return [
        insertion(Customer, Person._fields, people, group | {"created_by_id": actor.user_id}),
        *belongings(rows, translator, run),
        insertion(SearchEntry, make.ENTRY, entries, group),
    ]


def belongings(
    rows: Belongings, translator: Translator, run: ImportRun, *, only_first: bool = False
) -> list[Statement]:
    """Return what inserts the contacts, tags and opening facts of customers.

    With `only_first` they are taken over by those who have none of that kind yet.
    """
    tables: list[tuple[Any, Sequence[str], Callable[[int, ParsedRow], list[Row]], Any]] = [
        (Contact, make.CONTACT, make.contacts_of, {}),
        (CustomerTag, make.TAG, translator.tags, {"at": run.at}),
        (OpeningFact, make.FACT, make.facts_of, {"run_id": run.pk}),
    ]
    statements = []
    for model, columns, rows_of, more in tables:
        found = [one for key, row in rows.items() for one in rows_of(key, row)]
        if only_first:
            found = _first_of_kind(model, columns, found, list(rows))
        if found:
            common = more | {"group_id": run.group_id}
            statements.append(insertion(model, columns, found, common))
    return statements


def _first_of_kind(
    model: Any, columns: Sequence[str], found: list[Row], keys: list[int]
) -> list[Row]:
    """Return those of the rows whose customer has none yet, of the same kind if there are."""
    same = ("customer_id", "kind") if "kind" in columns else ("customer_id",)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT {', '.join(same)} FROM {model._meta.db_table}"  # noqa: S608
            " WHERE customer_id = ANY(%s)",
            [keys],
        )
        there = set(cursor.fetchall())
    return [row for row in found if row[: len(same)] not in there]


@contextmanager
def alongside() -> Iterator[Write]:
    """Let the database work through a portion while the caller makes the next one.

    One portion is under way at a time, in the transaction that is open; the first that fails
    ends the whole.
    """
    link: Any = connection.connection
    under_way: Future[None] | None = None
    with ThreadPoolExecutor(1) as hand, connection.wrap_database_errors:

        def write(statements: list[Statement]) -> None:
            nonlocal under_way
            if under_way is not None:
                under_way.result()
            under_way = hand.submit(_execute, link, statements)

        yield write
        if under_way is not None:
            under_way.result()


def _execute(link: Any, statements: list[Statement]) -> None:
    with psycopg.Cursor(link) as cursor:
        for statement, values in statements:
            cursor.execute(statement, values)

"""What migrations need to seal columns that were plain, in place."""

from collections.abc import Callable
from typing import Any

from django.db import migrations
from django.db.backends.utils import CursorWrapper

from hebe.kernel.crypto import seal, unseal

BATCH = 2000
Turn = Callable[[str, str], str]


def seal_columns(table: str, *columns: str) -> migrations.RunPython:
    """Return the operation that seals what stands in text columns; backwards it opens them.

    It stands after the AlterField that makes them unbounded. All rows or none, a batch at a
    time; empty texts are not touched. Triggers that keep rows as they are must rest meanwhile.
    References are checked at once: a table whose checks wait for the end cannot be altered.
    """
    return migrations.RunPython(_each(table, columns, seal), _each(table, columns, unseal))


def _each(table: str, columns: tuple[str, ...], turn: Turn) -> Callable[[Any, Any], None]:
    def run(_apps: Any, editor: Any) -> None:
        last = 0
        with editor.connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            while rows := _batch(cursor, table, columns, last):
                _rewrite(cursor, table, columns, _turned(rows, table, columns, turn))
                last = rows[-1][0]

    return run


def _batch(
    cursor: CursorWrapper, table: str, columns: tuple[str, ...], last: int
) -> list[tuple[Any, ...]]:
    filled = " OR ".join(f"{name} <> ''" for name in columns)
    cursor.execute(
        f"SELECT id, {', '.join(columns)} FROM {table}"  # noqa: S608
        f" WHERE id > %s AND ({filled}) ORDER BY id LIMIT {BATCH}",
        [last],
    )
    return list(cursor.fetchall())


def _turned(
    rows: list[tuple[Any, ...]], table: str, columns: tuple[str, ...], turn: Turn
) -> list[list[Any]]:
    """Return the keys, then each column's texts, sealed or opened."""
    keys, *texts = zip(*rows, strict=True)
    places = [f"{table}.{name}" for name in columns]
    return [
        list(keys),
        *(
            [turn(text, place) if text else text for text in column]
            for place, column in zip(places, texts, strict=True)
        ),
    ]


def _rewrite(
    cursor: CursorWrapper, table: str, columns: tuple[str, ...], arrays: list[list[Any]]
) -> None:
    types = ", ".join(["%s::bigint[]", *("%s::text[]" for _ in columns)])
    cursor.execute(
        f"UPDATE {table} t SET {', '.join(f'{name} = s.{name}' for name in columns)}"  # noqa: S608
        f" FROM unnest({types}) AS s(id, {', '.join(columns)}) WHERE t.id = s.id",
        arrays,
    )

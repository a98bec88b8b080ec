"""Write many rows of one table in one statement: as JSON, unpacked by the database.

Row-level security does not let COPY write our tables, and the application may not make
temporary ones; `json_populate_recordset` costs about the same and needs no right.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection

from hebe.kernel.fields import SealedTextField


def reserve_keys(model: Any, count: int) -> list[int]:
    """Return `count` new keys of a table, so that rows can refer to each other beforehand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [int(row[0]) for row in cursor.fetchall()]


def insert_many(model: Any, rows: Sequence[Any]) -> None:
    """Insert model instances; those without a key get one and repeats are passed over."""
    if not rows:
        return
    keyed = rows[0].pk is not None
    fields = [f for f in model._meta.concrete_fields if keyed or not f.primary_key]
    names = ", ".join(f'"{f.column}"' for f in fields)
    plain = [
        (f.column, f.attname, f.get_prep_value if isinstance(f, SealedTextField) else None)
        for f in fields
    ]
    found = [
        {
            column: seal(getattr(row, at)) if seal else getattr(row, at)
            for column, at, seal in plain
        }
        for row in rows
    ]
    table = model._meta.db_table
    repeats = "" if keyed else " ON CONFLICT DO NOTHING"
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({names}) SELECT {names}"  # noqa: S608
            f" FROM json_populate_recordset(NULL::{table}, %s::json){repeats}",
            [json.dumps(found, default=_text, ensure_ascii=False)],
        )


def _text(value: object) -> str:
    """Return what PostgreSQL reads a value from."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return "\\x" + bytes(value).hex()
    return str(value)

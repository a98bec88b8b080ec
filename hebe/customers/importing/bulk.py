"""Write many rows of one table in one statement, without an object for each.

Row-level security does not let COPY write our tables, and the application may not make
temporary ones; so the columns travel as array literals, which costs nearly as little.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from django.db import connection

from hebe.kernel.fields import SealedTextField

Row = tuple[Any, ...]
Statement = tuple[str, list[Any]]


def reserve_keys(model: Any, count: int) -> list[int]:
    """Return `count` new keys of a table, so that rows can refer to each other beforehand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)",
            [model._meta.db_table, count],
        )
        return [int(row[0]) for row in cursor.fetchall()]


def insertion(
    model: Any,
    columns: Sequence[str],
    rows: Sequence[Row],
    common: Mapping[str, Any],
) -> Statement:
    """Return the statement that inserts rows given as tuples of `columns`.

    `common` is the same in all of them; any further column gets the default of its field.
    Rows that break a unique key are passed over, unless they bring their own primary key.
    """
    fields = _fields(model)
    fixed = {
        name: common.get(name, field.get_default())
        for name, field in fields.items()
        if name not in columns and not field.primary_key
    }
    source, arrays = unnested(model, columns, rows)
    taken = [f"s.{name}{_cast(fields[name])}" for name in columns]
    taken += [f"%s::{_type(fields[name])}" for name in fixed]
    statement = (
        f'INSERT INTO "{model._meta.db_table}" ({", ".join([*columns, *fixed])})'  # noqa: S608
        f" SELECT {', '.join(taken)} FROM {source}"
        f"{'' if 'id' in columns else ' ON CONFLICT DO NOTHING'}"
    )
    return statement, [*(_prepared(fields[n], value) for n, value in fixed.items()), *arrays]


def unnested(model: Any, columns: Sequence[str], rows: Sequence[Row]) -> tuple[str, list[str]]:
    """Return rows of these columns as a table `s` in SQL, and its parameters."""
    fields = [_fields(model)[name] for name in columns]
    types = ", ".join(f"%s::{'text' if _cast(f) else _type(f)}[]" for f in fields)
    arrays = [
        _array(map(field.get_prep_value, column) if _is_sealed(field) else column)
        for field, column in zip(fields, zip(*rows, strict=True), strict=True)
    ]
    return f"unnest({types}) AS s({', '.join(columns)})", arrays


def _array(values: Iterable[Any]) -> str:
    r"""Return values as PostgreSQL reads an array of them.

    >>> _array(['a"b', 1, None, b"\x01", date(2026, 1, 2)])
    '{"a\\"b",1,NULL,"\\\\x01","2026-01-02"}'
    """
    return "{" + ",".join(map(_element, values)) + "}"


def _element(value: Any) -> str:
    if isinstance(value, str):
        if "\\" in value or '"' in value:
            value = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{value}"'
    if value is None:
        return "NULL"
    if isinstance(value, bytes):
        return f'"\\\\x{value.hex()}"'
    return f'"{value}"' if isinstance(value, date) else str(value)


@cache
def _fields(model: Any) -> dict[str, Any]:
    return {field.column: field for field in model._meta.concrete_fields}


@cache
def _type(field: Any) -> str:
    """Return the type of a column; short texts stay unbounded, lest a cast cut them off."""
    kind = str(field.db_type(connection))
    return "text" if kind.startswith("varchar") else kind


def _cast(field: Any) -> str:
    """Return the cast that a column of arrays needs: arrays of arrays travel as texts."""
    return f"::{_type(field)}" if _type(field).endswith("]") else ""


def _is_sealed(field: Any) -> bool:
    return isinstance(field, SealedTextField)


def _prepared(field: Any, value: Any) -> Any:
    return field.get_db_prep_save(value, connection)

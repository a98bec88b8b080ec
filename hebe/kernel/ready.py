"""Queries that are put together once and asked again and again.

Django puts a query together each time it is asked, and the database plans it each time. For
rows that come with all they refer to, both take longer than fetching them.
"""

import copy
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import psycopg
from django.core.exceptions import EmptyResultSet
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.utils import CursorWrapper
from django.db.models.sql import Query


class AskedTooEarly(RuntimeError):
    """A query that is put together once asked the database: the answer would be kept, too."""


@contextmanager
def putting_together() -> Iterator[None]:
    """Refuse every query of the block with AskedTooEarly."""
    with connections[DEFAULT_DB_ALIAS].execute_wrapper(_refuse):
        yield


def _refuse(_execute: Any, sql: str, *_: Any) -> Any:
    raise AskedTooEarly(sql[:200])


class Ready:
    """Rows whose query was put together once, its values included."""

    def __init__(self, rows: Any) -> None:
        self._like = rows
        if type(rows.query) is not Query or rows._prefetch_related_lookups:
            raise TypeError("Only a plain query of rows can be kept.")
        try:
            self._query: Query = _Known(rows.query)
        except EmptyResultSet:  # nobody can be among them, and nobody need be asked
            self._query = rows.query

    def rows(self) -> Any:
        """Return the rows, to be asked for anew.

        They are a queryset like any other: narrowed or ordered further, it is put together
        anew, and as right.
        """
        like = self._like
        rows = like.__class__(like.model, self._query, DEFAULT_DB_ALIAS)
        rows._iterable_class, rows._fields = like._iterable_class, like._fields
        return rows


def whole_text(sql: str, values: Any) -> str:
    """Return a query with its values written in, as `asking` takes it."""
    client = psycopg.ClientCursor(_connected().connection)
    return str(client.mogrify(sql, values))


def asking() -> AbstractContextManager[CursorWrapper]:
    """Return a cursor for whole texts: those asked often stay planned in the database.

    A text carries its values, so its plan is the one for them, not for any.
    """
    here = _connected()
    cursor: AbstractContextManager[CursorWrapper] = here._prepare_cursor(
        psycopg.Cursor(here.connection)
    )
    return cursor


def _connected() -> Any:
    connection = connections[DEFAULT_DB_ALIAS]
    connection.ensure_connection()
    return connection


class _Known(Query):
    """A query that was put together; whatever is made of it is a plain one again."""

    _compiled: Any
    _text: str

    def __init__(self, query: Query) -> None:
        super().__init__(query.model)
        self.__dict__.update(query.__dict__)
        self._compiled = query.get_compiler(using=DEFAULT_DB_ALIAS)
        self._text = whole_text(*self._compiled.as_sql())

    def get_compiler(
        self, using: Any = None, connection: Any = None, *_: Any, **__: Any
    ) -> Any:
        """Return what turns the answer into rows."""
        compiler = copy.copy(self._compiled)
        compiler.connection = connection or connections[using]
        compiler.execute_sql = self._answer
        return compiler

    def clone(self) -> Any:
        """Return a plain query like it."""
        plain: Any = Query(self.model)
        plain.__dict__.update(self.__dict__)
        del plain._compiled, plain._text
        return plain.clone()

    def _answer(self, *_: Any, **__: Any) -> list[list[tuple[Any, ...]]]:
        with asking() as cursor:
            cursor.execute(self._text)
            return [cursor.fetchall()]

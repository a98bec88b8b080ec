"""Whose rows this database connection may see: the second lock of a tenant.

PostgreSQL's row-level security compares every row with the setting `hebe.group_id`.
The setting lives as long as the transaction, so a pooled connection never carries
one group's rights into another group's request.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from hebe.tenancy.words import own_words


def current_group_id() -> int | None:
    """Return the group this transaction works for, or None."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nullif(current_setting('hebe.group_id', true), '')::bigint")
        row = cursor.fetchone()
    return row[0] if row else None


def _set(group_id: int | None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('hebe.group_id', %s, true)",
            ["" if group_id is None else str(group_id)],
        )


@contextmanager
def working_for(group_id: int) -> Iterator[None]:
    """Open a transaction in which only rows of this group exist.

    Nested uses restore the group of the outer one.
    """
    nested = connection.in_atomic_block
    with transaction.atomic(), own_words():
        before = current_group_id() if nested else None
        _set(group_id)
        try:
            yield
        finally:
            if nested and not connection.needs_rollback:
                _set(before)

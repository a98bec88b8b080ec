"""How many there are, as far as anybody counts."""

from typing import Any

from django.db.models import QuerySet

COUNTED = 10_000  # beyond it one says "more than": counting a million rows helps nobody


def count_of(rows: QuerySet[Any]) -> int:
    """Return how many rows there are; `COUNTED` and one where there are more."""
    return rows.order_by()[: COUNTED + 1].count()


def counted(number: int) -> str:
    """Return a count in words: exact up to 10,000, then "10,000+".

    >>> counted(12), counted(10_001)
    ('12', '10,000+')
    """
    return f"{COUNTED:,}+" if number > COUNTED else f"{number:,}"

"""Keyset paging of API lists."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet

from hebe.kernel.keyset import beyond, encode


def page(
    rows: QuerySet[Any], cursor: str, limit: int, order: Sequence[str]
) -> tuple[list[Any], str]:
    """Return up to `limit` rows after `cursor`, and the next page's cursor ("" at the end).

    `order` must end with a unique field, such as ("-starts_at", "-id").
    """
    if cursor:
        rows = beyond(rows, order, cursor)
    found = list(rows.order_by(*order)[: limit + 1])
    more = len(found) > limit
    return found[:limit], encode(found[limit - 1], order) if more else ""

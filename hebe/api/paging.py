"""Keyset paging of API lists."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from hebe.kernel.errors import Invalid
from hebe.kernel.keyset import after, decode, encode


def page(
    rows: QuerySet[Any], cursor: str, limit: int, order: Sequence[str]
) -> tuple[list[Any], str]:
    """Return up to `limit` rows after `cursor`, and the next page's cursor ("" at the end).

    `order` must end with a unique field, such as ("-starts_at", "-id").
    """
    if cursor:
        try:
            rows = rows.filter(after(rows.model, order, decode(cursor, order)))
        except (ValueError, TypeError, ValidationError) as error:
            raise Invalid("cursor") from error
    found = list(rows.order_by(*order)[: limit + 1])
    more = len(found) > limit
    return found[:limit], encode(found[limit - 1], order) if more else ""

"""Keyset paging: pages by the last row's key, never by number."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from hebe.kernel.errors import Invalid


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value


def encode(row: Any, order: Sequence[str]) -> str:
    """Return the opaque cursor that stands right after `row`."""
    values = [_plain(getattr(row, name.lstrip("-"))) for name in order]
    return urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def decode(cursor: str, order: Sequence[str]) -> list[Any]:
    """Return the key values of a cursor; Invalid when it is not one of ours."""
    try:
        values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError as error:
        raise Invalid("cursor") from error
    if not isinstance(values, list) or len(values) != len(order):
        raise Invalid("cursor")
    if any(isinstance(value, list | dict) or value is None for value in values):
        raise Invalid("cursor")
    return values


def after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Return the rows that come after the key `values` in `order`."""
    reach, same = Q(pk__in=()), Q()
    for name, value in zip(order, values, strict=True):
        field = name.lstrip("-")
        reach |= same & Q(**{f"{field}__{'lt' if name.startswith('-') else 'gt'}": value})
        same &= Q(**{field: value})
    return reach


def page(
    rows: QuerySet[Any], cursor: str, limit: int, order: Sequence[str]
) -> tuple[list[Any], str]:
    """Return up to `limit` rows after `cursor`, and the cursor of the next page ("" at the end).

    `order` must end with a unique field, such as ("-starts_at", "-id").
    """
    if cursor:
        values = decode(cursor, order)
        try:
            rows = rows.filter(after(order, values))
        except (ValueError, TypeError) as error:
            raise Invalid("cursor") from error
    found = list(rows.order_by(*order)[: limit + 1])
    more = len(found) > limit
    return found[:limit], encode(found[limit - 1], order) if more else ""

"""Keyset paging: pages by the last row's key, never by number."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from hebe.kernel.errors import Invalid


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value


def _value(row: Any, path: str) -> Any:
    for name in path.lstrip("-").split("__"):
        row = getattr(row, name)
    return _plain(row)


def encode(row: Any, order: Sequence[str]) -> str:
    """Return the opaque cursor that stands at `row`."""
    values = [_value(row, name) for name in order]
    return urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def decode(cursor: str, order: Sequence[str]) -> list[Any]:
    """Return the key values of a cursor; Invalid when it is not one of ours."""
    try:
        values = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except ValueError as error:
        raise Invalid("cursor") from error
    if not isinstance(values, list) or len(values) != len(order):
        raise Invalid("cursor")
    if any(isinstance(value, list | dict | bool) for value in values):
        raise Invalid("cursor")
    return values


def after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Return the rows that come after the key `values` in `order` (ends with a unique field).

    Null sorts last going up and first going down, as PostgreSQL does.
    """
    reach, same = Q(pk__in=()), Q()
    for name, value in zip(order, values, strict=True):
        field, down = name.lstrip("-"), name.startswith("-")
        if value is None:
            reach |= same & Q(**{f"{field}__isnull": False}) if down else Q(pk__in=())
            same &= Q(**{f"{field}__isnull": True})
            continue
        further = Q(**{f"{field}__{'lt' if down else 'gt'}": value})
        if not down:
            further |= Q(**{f"{field}__isnull": True})
        reach |= same & further
        same &= Q(**{field: value})
    return reach


def before(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Return the rows that come before the key `values` in `order`."""
    turned = [name[1:] if name.startswith("-") else f"-{name}" for name in order]
    reach, same = Q(pk__in=()), Q()
    for name, value in zip(turned, values, strict=True):
        field, down = name.lstrip("-"), name.startswith("-")
        if value is None:
            reach |= same & Q(**{f"{field}__isnull": False}) if down else Q(pk__in=())
            same &= Q(**{f"{field}__isnull": True})
            continue
        reach |= same & Q(**{f"{field}__{'lt' if down else 'gt'}": value})
        same &= Q(**{field: value})
    return reach

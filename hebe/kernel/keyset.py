"""Keyset paging: pages by the last row's key, never by number."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import date, datetime
from math import isfinite
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
    except (ValueError, RecursionError) as error:
        raise Invalid("cursor") from error
    if not isinstance(values, list) or len(values) != len(order):
        raise Invalid("cursor")
    if not all(_is_key(value) for value in values):
        raise Invalid("cursor")
    return values


def _is_key(value: Any) -> bool:
    if isinstance(value, float):
        return isfinite(value)
    return value is None or (isinstance(value, str | int) and not isinstance(value, bool))


def after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Return the rows that come after the key `values` in `order` (ends with a unique field).

    Null sorts last going up and first going down, as PostgreSQL does.
    """
    reach, same = Q(pk__in=()), Q()
    for name, value in zip(order, values, strict=True):
        further, equal = _beyond(name.lstrip("-"), value, down=name.startswith("-"))
        reach |= same & further
        same &= equal
    return reach


def _beyond(field: str, value: Any, *, down: bool) -> tuple[Q, Q]:
    """Return what lies past `value` of one field, and what is equal to it."""
    if value is None:
        past = Q(**{f"{field}__isnull": False}) if down else Q(pk__in=())
        return past, Q(**{f"{field}__isnull": True})
    if down:
        return Q(**{f"{field}__lt": value}), Q(**{field: value})
    past = Q(**{f"{field}__gt": value}) | Q(**{f"{field}__isnull": True})
    return past, Q(**{field: value})


def before(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Return the rows that come before the key `values` in `order`: after it, turned round."""
    turned = [name[1:] if name.startswith("-") else f"-{name}" for name in order]
    return after(turned, values)

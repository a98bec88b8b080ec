"""Keyset paging: pages by the last row's key, never by number."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence
from datetime import date, datetime
from math import isfinite
from typing import Any

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model, Q, QuerySet

from hebe.kernel.errors import Invalid

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # in no text of a database


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
    if isinstance(value, str):
        return UNSTORABLE.search(value) is None
    if isinstance(value, float):
        return isfinite(value)
    return value is None or (isinstance(value, int) and not isinstance(value, bool))


def after(model: type[Model], order: Sequence[str], values: Sequence[Any]) -> Q:
    """Return the rows that come after the key `values` in `order` (ends with a unique field).

    Null sorts last going up and first going down, as PostgreSQL does. The first field is also
    bounded by itself, which lets an index begin at the cursor instead of at the first page.
    """
    reach, same = Q(pk__in=()), Q()
    for name, value in zip(order, values, strict=True):
        reach |= same & _beyond(model, name, value, "t")
        same &= _equal(_field(name), value)
    if len(order) == 1 or values[0] is None:
        return reach
    return _beyond(model, order[0], values[0], "te") & reach


def _beyond(model: type[Model], name: str, value: Any, sign: str) -> Q:
    """Return what lies past `value` of one field, and with the sign "te" what is equal too."""
    field, down = _field(name), name.startswith("-")
    if value is None:
        return Q(**{f"{field}__isnull": False}) if down else Q(pk__in=())
    if down:
        return Q(**{f"{field}__l{sign}": value})
    past = Q(**{f"{field}__g{sign}": value})
    return past | Q(**{f"{field}__isnull": True}) if _may_be_null(model, field) else past


def _equal(field: str, value: Any) -> Q:
    return Q(**{f"{field}__isnull": True}) if value is None else Q(**{field: value})


def _field(name: str) -> str:
    return name.removeprefix("-")


def _may_be_null(model: type[Model], field: str) -> bool:
    try:
        return bool(getattr(model._meta.get_field(field), "null", True))
    except FieldDoesNotExist:  # of a joined table, or computed
        return True


def before(model: type[Model], order: Sequence[str], values: Sequence[Any]) -> Q:
    """Return the rows that come before the key `values` in `order`: after it, turned round."""
    turned = [name[1:] if name.startswith("-") else f"-{name}" for name in order]
    return after(model, turned, values)


def beyond(
    rows: QuerySet[Any], order: Sequence[str], cursor: str, *, back: bool = False
) -> QuerySet[Any]:
    """Return the rows after the cursor, or `back` before it; Invalid for another order's."""
    turned = before if back else after
    try:
        return rows.filter(turned(rows.model, order, decode(cursor, order)))
    except (ValueError, TypeError, ValidationError) as error:
        raise Invalid("cursor") from error

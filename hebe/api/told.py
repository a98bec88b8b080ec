"""What a query returns is told as it stands: its fields are read from it, not written again."""

from collections.abc import Callable
from typing import Any, TypeVar, get_type_hints

from ninja import Schema
from pydantic import create_model

S = TypeVar("S", bound=type[Schema])


def told(result: type, *, without: str = "") -> Callable[[S], S]:
    """Give a schema the fields of a query's result (a dataclass or a named tuple).

    What the schema says itself stays; `without` names, parted by blanks, what programs are
    not told. The committed schema shows any field that a result gets later.
    """

    def filled(schema: S) -> S:
        said = {*without.split(), *schema.__annotations__}
        kept = [name for name in _fields(result) if name not in said]
        hints = get_type_hints(result)
        fields: dict[str, Any] = {name: (hints[name], ...) for name in kept}
        return create_model(  # type: ignore[return-value]
            schema.__name__, __base__=schema, __doc__=schema.__doc__,
            __module__=schema.__module__, **fields,
        )  # fmt: skip

    return filled


def _fields(result: Any) -> list[str]:
    """Return the names of a result's fields, in their order."""
    return list(getattr(result, "_fields", None) or result.__dataclass_fields__)

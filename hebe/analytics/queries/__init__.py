"""Reading the numbers."""

from hebe.analytics.queries.drill import MOST, NOBODY, PARTS, Behind, drill
from hebe.analytics.queries.numbers import (
    FIELDS,
    Row,
    Table,
    numbers,
    weights_on,
)

__all__ = [
    "FIELDS",
    "MOST",
    "NOBODY",
    "PARTS",
    "Behind",
    "Row",
    "Table",
    "drill",
    "numbers",
    "weights_on",
]

"""Reading the numbers."""

from hebe.analytics.queries.drill import MOST, NOBODY, Behind, drill
from hebe.analytics.queries.numbers import (
    FIELDS,
    Row,
    Table,
    numbers,
    stores_in_reach,
    weights_on,
)

__all__ = [
    "FIELDS",
    "MOST",
    "NOBODY",
    "Behind",
    "Row",
    "Table",
    "drill",
    "numbers",
    "stores_in_reach",
    "weights_on",
]

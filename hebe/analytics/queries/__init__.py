"""Reading the numbers."""

from hebe.analytics.queries.days import received_by_day
from hebe.analytics.queries.drill import MOST, NOBODY, PARTS, Behind, drill
from hebe.analytics.queries.figures import figure_of
from hebe.analytics.queries.numbers import (
    FIELDS,
    Row,
    Table,
    numbers,
    totals,
    weights_on,
)
from hebe.analytics.rules import is_span

__all__ = [
    "FIELDS",
    "MOST",
    "NOBODY",
    "PARTS",
    "Behind",
    "Row",
    "Table",
    "drill",
    "figure_of",
    "is_span",
    "numbers",
    "received_by_day",
    "totals",
    "weights_on",
]

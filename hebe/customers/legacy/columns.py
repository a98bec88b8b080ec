"""The columns of a file as a person checks them: samples, ways of writing, values."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from hebe.customers.legacy import cells
from hebe.customers.legacy.fields import FIELDS
from hebe.customers.legacy.mapping import Column, ColumnMapping
from hebe.customers.legacy.proposals import REASONS
from hebe.customers.legacy.sheets import Cell
from hebe.customers.legacy.tables import Table
from hebe.kernel import phones

_FEW_VALUES, _SHOWN = 12, 4
_PHONES = frozenset({"phone", "phone2", "landline", "referrer_phone"})


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One line of the mapping screen. Phones in `samples` are masked.

    `ways` counts the different ways of writing; `values` holds (value, rows) where a column
    has a few values only, most frequent first.
    """

    index: int
    heading: str
    field: str
    label: str
    confidence: float
    is_sure: bool
    is_important: bool
    reason: str
    samples: tuple[str, ...]
    ways: int
    filled: int
    values: tuple[tuple[str, int], ...]

    def as_row(self) -> dict[str, Any]:
        """Return it as plain JSON."""
        return asdict(self)


def describe_columns(table: Table, mapping: ColumnMapping) -> list[ColumnView]:
    """Return every column of the list with what a person needs to judge its mapping."""
    return [_view(table, column) for column in mapping.columns]


def _view(table: Table, column: Column) -> ColumnView:
    filled = [
        row[column.index]
        for _row_no, row in table.rows
        if column.index < len(row) and row[column.index] != ""
    ]
    ways: dict[str, Cell] = {}
    for cell in filled[:2000]:
        ways.setdefault(_way(cell), cell)
    field = FIELDS.get(column.field)
    return ColumnView(
        column.index,
        column.heading,
        column.field,
        str(field.label) if field else "",
        column.confidence,
        column.is_sure,
        bool(field and field.important),
        str(REASONS.get(column.reason, "")),
        _samples(column.field, filled, ways),
        len(ways),
        len(filled),
        _few_values(filled) if column.field not in _PHONES else (),
    )


def _samples(field: str, filled: Sequence[Cell], ways: dict[str, Cell]) -> tuple[str, ...]:
    """Return a cell of each way of writing first, then the first cells."""
    shown = dict.fromkeys(map(cells.plain, [*list(ways.values())[:_SHOWN], *filled[:_SHOWN]]))
    if field not in _PHONES:
        return tuple(list(shown)[:_SHOWN])
    return tuple(" / ".join(map(phones.mask, phones.split(text))) for text in shown)[:_SHOWN]


def _few_values(filled: Sequence[Cell]) -> tuple[tuple[str, int], ...]:
    counted = Counter(map(cells.plain, filled))
    return tuple(counted.most_common()) if len(counted) <= _FEW_VALUES else ()


def _way(cell: Cell) -> str:
    """Return the shape of a cell: digits, letters and characters each as one sign."""
    if not isinstance(cell, str):
        return type(cell).__name__
    shape = re.sub(r"[０-９]+", "９", cell.strip())
    shape = re.sub(r"[0-9]+", "9", shape)
    return re.sub(r"[a-z]+", "a", re.sub(r"[\u3400-\u9fff]+(?![年月日元])", "汉", shape))

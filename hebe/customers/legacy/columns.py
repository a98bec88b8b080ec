"""The columns of a file as a person checks them: samples, ways of writing, values."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from hebe.customers.legacy import cells
from hebe.customers.legacy.fields import FIELDS, HIDDEN
from hebe.customers.legacy.mapping import Column, ColumnMapping
from hebe.customers.legacy.proposals import REASONS
from hebe.customers.legacy.sheets import Cell
from hebe.customers.legacy.tables import Table
from hebe.kernel import phones

_FEW_VALUES, _SHOWN, _LOOKED_AT = 12, 4, 2000


@dataclass(frozen=True, slots=True)
class ColumnLook:
    """What stands in a column, as it is: kept sealed, and masked before anybody sees it.

    `ways` counts the different ways of writing; `values` holds (value, rows) where a column
    has a few values only, most frequent first.
    """

    samples: tuple[str, ...]
    ways: int
    filled: int
    values: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class ColumnView:
    """One line of the mapping screen. Phones in `samples` are masked.

    Important is what matters most of a customer, and what a person decided.
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


def look_at_columns(table: Table) -> list[ColumnLook]:
    """Return what stands in every column of the list."""
    return [_look(table, index) for index in range(len(table.headings))]


def describe_columns(looks: Sequence[ColumnLook], mapping: ColumnMapping) -> list[ColumnView]:
    """Return every column of a list with what a person needs to judge its mapping."""
    return [_view(looks[column.index], column) for column in mapping.columns]


def _look(table: Table, index: int) -> ColumnLook:
    filled = [row[index] for _no, row in table.rows if index < len(row) and row[index] != ""]
    ways: dict[str, Cell] = {}
    for cell in filled[:_LOOKED_AT]:
        ways.setdefault(_way(cell), cell)
    shown = dict.fromkeys(map(cells.plain, [*list(ways.values())[:_SHOWN], *filled[:_SHOWN]]))
    return ColumnLook(tuple(shown)[:_SHOWN], len(ways), len(filled), _few_values(filled))


def _view(look: ColumnLook, column: Column) -> ColumnView:
    field = FIELDS.get(column.field)
    hidden = column.field in HIDDEN
    return ColumnView(
        column.index,
        column.heading,
        column.field,
        str(field.label) if field else "",
        column.confidence,
        column.is_sure,
        bool(field and field.important) or column.reason == "person",
        str(REASONS.get(column.reason, "")),
        tuple(map(_masked, look.samples)) if hidden else look.samples,
        look.ways,
        look.filled,
        () if hidden else look.values,
    )


def _masked(text: str) -> str:
    return " / ".join(map(phones.mask, phones.split(text)))


def _few_values(filled: Sequence[Cell]) -> tuple[tuple[str, int], ...]:
    if len(set(filled[:_LOOKED_AT])) > _FEW_VALUES:
        return ()
    counted = Counter(map(cells.plain, filled))
    return tuple(counted.most_common()) if len(counted) <= _FEW_VALUES else ()


def _way(cell: Cell) -> str:
    """Return the shape of a cell: digits, letters and characters each as one sign."""
    if not isinstance(cell, str):
        return type(cell).__name__
    shape = re.sub(r"[０-９]+", "９", cell.strip())
    shape = re.sub(r"[0-9]+", "9", shape)
    return re.sub(r"[a-z]+", "a", re.sub(r"[\u3400-\u9fff]+(?![年月日元])", "汉", shape))

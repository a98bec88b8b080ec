"""A first guess at every column, from its heading and from what stands in it."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hebe.customers.legacy import cells
from hebe.customers.legacy.contents import STRICT, TELLING, likeness
from hebe.customers.legacy.fields import FIELDS
from hebe.customers.legacy.headings import is_ignored, match_heading
from hebe.customers.legacy.mapping import Column, ColumnMapping
from hebe.customers.legacy.sheets import Cell
from hebe.customers.legacy.tables import Table

SAMPLE_ROWS = 300
REASONS: dict[str, Promise] = {
    "heading": _("By its heading"),
    "heading_part": _("By a part of its heading"),
    "both": _("By its heading and its contents"),
    "contents": _("By its contents"),
    "contradiction": _("The heading says so, the contents do not"),
    "taken": _("Another column fits this field better"),
    "one_value": _("Every row says the same, so probably not about the customer"),
    "ignored": _("Counts rows; nothing to keep"),
    "empty": _("The column is empty"),
    "unknown": _("Not recognised; kept as a remark"),
    "person": _("Chosen by a person"),
    "saved": _("As in the last import of such a file"),
}


class _Guess(NamedTuple):
    confidence: float
    position: int
    field: str
    reason: str


def sample_columns(table: Table, size: int = SAMPLE_ROWS) -> list[list[Cell]]:
    """Return cells of every column, taken evenly from the whole list."""
    step = max(1, len(table.rows) // size)
    rows = [row for _row_no, row in table.rows[::step]]
    width = len(table.headings)
    return [[row[index] if index < len(row) else "" for row in rows] for index in range(width)]


def propose_mapping(headings: Sequence[str], sample: Sequence[Sequence[Cell]]) -> ColumnMapping:
    """Return a field, a confidence and a reason for every column.

    `sample` holds some cells of every column. Each field goes to the column that fits it best.
    """
    guesses = [
        guess
        for index, heading in enumerate(headings)
        for guess in _guesses(index, heading, sample[index] if index < len(sample) else [])
    ]
    chosen: dict[int, Column] = {}
    used: set[str] = set()
    passed_over: set[int] = set()
    for guess in sorted(guesses, key=lambda guess: (-guess.confidence, guess.position)):
        if guess.position in chosen:
            continue
        if guess.field in used:
            passed_over.add(guess.position)
            continue
        if guess.field and not FIELDS[guess.field].several:
            used.add(guess.field)
        chosen[guess.position] = Column(
            guess.position,
            headings[guess.position],
            guess.field,
            round(guess.confidence, 2),
            "taken"
            if guess.field == "extra" and guess.position in passed_over
            else guess.reason,
        )
    return ColumnMapping(tuple(chosen[index] for index in range(len(headings))))


def _guesses(index: int, heading: str, sample: Sequence[Cell]) -> list[_Guess]:
    """Return everything a column may be; the last resort is always among it."""
    filled = [text for cell in sample if (text := cells.meant(cell))]
    if is_ignored(heading):
        return [_Guess(0.95, index, "", "ignored")]
    named, exact = match_heading(heading)
    if not filled and named is None:
        return [_Guess(1.0, index, "", "empty")]
    if named and named.code == "notes" and len(filled) > 4 and len(set(filled)) == 1:
        return [_Guess(0.6, index, "", "one_value")]
    found = [_Guess(0.1, index, "extra", "unknown")]
    if named:
        found.append(_by_heading(index, named.code, sample, exact=exact))
        if named.code == "phone" and (likeness("phone2", sample) or 0) > 0.3:
            found.append(_Guess(0.7, index, "phone2", "heading"))
    return found + _by_contents(index, sample)


def _by_heading(index: int, field: str, sample: Sequence[Cell], *, exact: bool) -> _Guess:
    share = likeness(field, sample)
    base = 0.95 if exact else 0.75
    if share is None:
        return _Guess(base, index, field, "heading" if exact else "heading_part")
    if field in STRICT and share < 0.3:
        return _Guess(base * 0.4, index, field, "contradiction")
    if share >= 0.6:
        return _Guess(base + (1 - base) * 0.8 * share, index, field, "both")
    return _Guess(base - 0.02, index, field, "heading" if exact else "heading_part")


def _by_contents(index: int, sample: Sequence[Cell]) -> list[_Guess]:
    found = []
    for rank, field in enumerate(TELLING):
        share = likeness(field, sample) or 0.0
        meant = "advisor" if field == "name" and _few_different(sample) else field
        if share >= 0.8:
            found.append(_Guess(0.72 * share - rank * 0.01, index, meant, "contents"))
    return found


def _few_different(sample: Sequence[Cell]) -> bool:
    """Say whether the same names come again and again, as those of staff do."""
    return len(sample) > 20 and len(set(map(cells.plain, sample))) * 5 < len(sample)

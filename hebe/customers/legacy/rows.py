"""From cells to customers, row by row, keeping note of everything doubtful."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from hebe.customers.legacy.dates import Calendar
from hebe.customers.legacy.fields import FIELDS
from hebe.customers.legacy.mapping import Column, ColumnMapping
from hebe.customers.legacy.parsed import DECISION, ParsedRow
from hebe.customers.legacy.problems import REJECT, Problem
from hebe.customers.legacy.readers import READERS, Reader
from hebe.customers.legacy.sheets import Cell
from hebe.kernel import clock

Corrections = Mapping[int, Mapping[str, str]]


class _Step(NamedTuple):
    reader: Reader
    column: Column
    position: int


def parse(
    rows: Iterable[tuple[int, Sequence[Cell]]],
    mapping: ColumnMapping,
    *,
    terms: Calendar | None = None,
    corrections: Corrections | None = None,
    skipped: Collection[int] = (),
) -> Iterator[ParsedRow]:
    """Yield every row of a list (`Table.rows`) as a customer with her problems.

    `corrections` holds what a person typed instead, by row number and field; `skipped` the
    rows she left out. Raises MappingIncomplete before the first row.
    """
    steps = [_step(column) for column in mapping.complete().columns if column.field]
    return _parsed(rows, steps, terms or _here(), corrections or {}, skipped)


def _here() -> Calendar:
    return Calendar(clock.today("Asia/Shanghai"))


def judge(field: str, typed: str, *, terms: Calendar | None = None) -> Problem | None:
    """Return why a row with this text in a field would be rejected; None when it would not."""
    row = ParsedRow(0, ())
    if typed:
        read = READERS[FIELDS[field].kind]
        read(row, Column(0, "", field), typed, terms or _here())
    return next((problem for problem in row.problems if problem.severity == REJECT), None)


def _step(column: Column) -> _Step:
    return _Step(READERS[FIELDS[column.field].kind], column, column.index)


def _parsed(
    rows: Iterable[tuple[int, Sequence[Cell]]],
    steps: list[_Step],
    terms: Calendar,
    corrections: Corrections,
    skipped: Collection[int],
) -> Iterator[ParsedRow]:
    for row_no, cells in rows:
        row = _read(row_no, cells, steps, terms)
        if row_no in corrections:
            stated = row.opening
            row = _read(row_no, *_mended(cells, steps, corrections[row_no]), terms)
            row.cells, row.stated = cells, stated
            row.decision = corrections[row_no].get(DECISION, "")
        if row_no in skipped:
            row.problems.append(Problem(row_no, "skipped", severity=REJECT))
        if row.problems:
            row.judge()
        yield row


def _read(
    row_no: int, cells: Sequence[Cell], steps: Sequence[_Step], terms: Calendar
) -> ParsedRow:
    row = ParsedRow(row_no, cells)
    width = len(cells)
    for reader, column, index in steps:
        if index < width and cells[index] != "":
            reader(row, column, cells[index], terms)
    if not row.phone or not row.name:
        _note_missing(row, steps)
    return row


def _note_missing(row: ParsedRow, steps: Sequence[_Step]) -> None:
    columns = {step.column.field: step.column for step in steps}
    if not row.name:
        row.note("no_name", columns["name"], "", REJECT)
    if not row.phone and not any(problem.code == "bad_phone" for problem in row.problems):
        landline = row.values.get("landline", "")
        row.note("no_phone", columns["phone"], "", REJECT, fix=landline)


def _mended(
    cells: Sequence[Cell], steps: list[_Step], fixes: Mapping[str, str]
) -> tuple[list[Cell], list[_Step]]:
    """Return the row with what a person typed, also for fields the file has no column for."""
    mended, more = list(cells), list(steps)
    for field, typed in fixes.items():
        if field == DECISION:
            continue
        index = next((step.position for step in steps if step.column.field == field), -1)
        if index < 0:
            index = max(len(mended), 1 + max(step.position for step in more))
            more.append(_step(Column(index, "", field)))
        mended += [""] * (index + 1 - len(mended))
        mended[index] = typed
    return mended, more

"""Where in a workbook the list stands: past titles, above totals, beside other sheets."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from hebe.customers.legacy.cells import plain
from hebe.customers.legacy.errors import NoRows, NoTable
from hebe.customers.legacy.headings import match_heading, plain_heading
from hebe.customers.legacy.sheets import Cell, Sheet
from hebe.kernel import phones

_SEARCHED_ROWS = 30
_TOTAL = re.compile(
    r"(本页|当页|全部)?(合\s*计|总\s*计|小\s*计|共\s*计|汇\s*总|grand\s*total|sub\s*total|totals?)"
    r"(\s*[:：(（].*)?",
    re.IGNORECASE,
)
_FOOTER = re.compile(r"(制表|打印|导出|审核|共\s*\d+\s*[条行人]|第\s*\d+\s*页).*")


class LeftOut(NamedTuple):
    """A row that is no customer, and what it is: title, header, total, footer or repeat."""

    row_no: int
    why: str


@dataclass(slots=True)
class Table:
    """The customer list of a file. Row numbers are those of the file, from 1."""

    sheet: str
    header_row: int
    headings: list[str]
    rows: list[tuple[int, Sequence[Cell]]]
    title: str = ""
    left_out: list[LeftOut] = field(default_factory=list)
    stated_totals: dict[int, Cell] = field(default_factory=dict)
    other_sheets: list[str] = field(default_factory=list)
    people: dict[str, int] = field(default_factory=dict)
    days_off: int = 0


ALL = "*"


def find_table(sheets: Sequence[Sheet], wanted: str = "") -> Table:
    """Return the customer list of a file: a sheet by name, ALL of them, or the best one.

    The best is the visible sheet with most known headings and rows. `people` says of every
    visible sheet how many rows of people it has. Raises NoTable when no sheet has a list,
    NoRows when it has headings only.
    """
    scored = [(_score(sheet), sheet) for sheet in sheets]
    found = [(not sheet.is_hidden, score, sheet) for score, sheet in scored if score[0]]
    if not found:
        raise NoTable
    best = max(found, key=lambda one: one[:2])[2]
    lists = [_table(sheet, detect_header(sheet.rows)) for _is_seen, _score, sheet in found]
    full = [table for table in lists if table.rows]
    if not full:
        raise NoRows
    seen = {sheet.name for sheet in sheets if not sheet.is_hidden} or {s.name for s in sheets}
    table = _chosen([table for table in full if table.sheet in seen], wanted, best.name)
    if not table.rows:
        raise NoRows
    table.people = {one.sheet: len(one.rows) for one in full if one.sheet in seen}
    taken = set(table.people) if wanted == ALL else {table.sheet}
    table.other_sheets = [sheet.name for sheet in sheets if sheet.name not in taken]
    table.days_off = best.days_off
    return table


def _chosen(tables: list[Table], wanted: str, best: str) -> Table:
    if wanted == ALL and len(tables) > 1:
        return _joined(tables)
    named = {table.sheet: table for table in tables}
    return named.get(wanted) or named.get(best) or tables[0]


def _joined(tables: list[Table]) -> Table:
    """Return several lists as one: columns meet by their headings, rows are numbered on."""
    whole = Table("、".join(table.sheet for table in tables), tables[0].header_row, [], [])
    last = 0
    for table in tables:
        places = _places(whole.headings, table.headings)
        for row_no, cells in table.rows:
            row: list[Cell] = [""] * len(whole.headings)
            for place, cell in zip(places, cells, strict=False):
                row[place] = cell
            whole.rows.append((last + row_no, row))
        whole.left_out += [LeftOut(last + row_no, why) for row_no, why in table.left_out]
        last = max([last, *(row_no for row_no, _row in whole.rows)])
    return whole


def _places(known: list[str], headings: list[str]) -> list[int]:
    """Return where each column goes, adding those that no list before had."""
    places: list[int] = []
    for heading in headings:
        same = [
            at
            for at, one in enumerate(known)
            if plain_heading(one) == plain_heading(heading) and at not in places
        ]
        if not same:
            known.append(heading)
        places.append(same[0] if same else len(known) - 1)
    return places


def _score(sheet: Sheet) -> tuple[int, int]:
    header = detect_header(sheet.rows)
    if header is not None:
        return 1 + _known(sheet.rows[header]), len(sheet.rows)
    return int(any(_holds_phone(row) for row in sheet.rows[:_SEARCHED_ROWS])), len(sheet.rows)


def detect_header(rows: Sequence[Sequence[Cell]]) -> int | None:
    """Return the index of the row of headings, or None when the list has none.

    The row among the first thirty with the most known headings, at least two; without any,
    the first row of three or more different words that is followed by a row of data.
    """
    first = rows[:_SEARCHED_ROWS]
    best = max(range(len(first)), key=lambda index: (_known(first[index]), -index), default=0)
    if first and _known(first[best]) >= 2:
        return best - 1 if best and _known(first[best - 1]) >= 2 else best
    for index, row in enumerate(first[:-1]):
        words = [plain(cell) for cell in row if plain(cell)]
        if _holds_phone(row):
            return None
        if len(words) >= 3 and len(set(words)) == len(words) and _holds_phone(rows[index + 1]):
            return index
    return None


def _known(row: Sequence[Cell]) -> int:
    """Count the different fields a row names, if it holds nothing but words."""
    words = [cell for cell in row if cell != ""]
    if not all(isinstance(word, str) and len(word) <= 24 for word in words):
        return 0
    matches = (match_heading(str(word)) for word in words)
    return len({found.code for found, exact in matches if found and exact})


def _holds_phone(row: Sequence[Cell]) -> bool:
    return any(
        isinstance(cell, str | float) and cell != "" and phones.numbers(cell) for cell in row
    )


def _table(sheet: Sheet, header: int | None) -> Table:
    width = max((len(row) for row in sheet.rows[:_SEARCHED_ROWS]), default=0)
    headings, start = ([""] * width, 0) if header is None else _headings(sheet.rows, header)
    above = sheet.rows[: header or 0]
    title = next((plain(cell) for row in above for cell in row if plain(cell)), "")
    table = Table(sheet.name, 0 if header is None else header + 1, headings, [], title)
    table.left_out += [
        LeftOut(index + 1, "title") for index, row in enumerate(above) if any(map(plain, row))
    ]
    table.left_out += [LeftOut(index + 1, "header") for index in range(len(above), start)]
    _fill(table, enumerate(sheet.rows[start:], start + 1))
    return table


def _headings(rows: Sequence[Sequence[Cell]], header: int) -> tuple[list[str], int]:
    """Return the headings, joining a second line of them, and where the data starts."""
    upper = [plain(cell) for cell in rows[header]]
    below = rows[header + 1] if header + 1 < len(rows) else []
    if _known(below) < 2 or _holds_phone(below):
        return upper, header + 1
    width = max(len(below), len(upper))
    below = [*below, *[""] * (width - len(below))]
    upper += [""] * (width - len(upper))
    return [plain(cell) or word for cell, word in zip(below, upper, strict=True)], header + 2


def _fill(table: Table, numbered: Iterable[tuple[int, Sequence[Cell]]]) -> None:
    header_words = [plain_heading(word) for word in table.headings]
    for row_no, row in numbered:
        why = _not_a_customer(row, header_words)
        if not why:
            table.rows.append((row_no, row))
        elif why != "empty":
            table.left_out.append(LeftOut(row_no, why))
        if why == "total":
            table.stated_totals |= {
                index: cell for index, cell in enumerate(row) if isinstance(cell, float)
            }


def _not_a_customer(row: Sequence[Cell], header_words: list[str]) -> str:
    """Say what a row is instead of a customer; empty text when it is one."""
    filled = [cell for cell in row if cell != "" and cell is not None]
    first = filled[0] if filled else ""
    if isinstance(first, str):
        first = first.strip()
        if not first and not any(map(plain, filled)):
            return "empty"
        if _TOTAL.fullmatch(first):
            return "total"
        if len(filled) <= 2 and _FOOTER.fullmatch(first):
            return "footer"
        if header_words and plain_heading(first) in header_words[:3]:
            words = [plain_heading(plain(cell)) for cell in row]
            return "repeat" if words == header_words[: len(words)] else ""
    return ""

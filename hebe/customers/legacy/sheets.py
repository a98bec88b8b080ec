"""A file as sheets of cells: .xlsx, .xls and .csv alike."""

import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

from python_calamine import (
    CalamineError,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from hebe.customers.legacy.containers import MAX_BYTES, FileKind, file_kind
from hebe.customers.legacy.delimited import read_delimited
from hebe.customers.legacy.errors import (
    FileDamaged,
    FileProtected,
    FileTooLarge,
    TooManyColumns,
    TooManyRows,
)
from hebe.customers.legacy.markings import Markings, open_workbook

Cell = str | float | int | bool | date | datetime | time | timedelta
MAX_ROWS, MAX_COLUMNS = 200_000, 100
_BROKEN = (OSError, ValueError, RuntimeError)
# A row of six digits, or a cell in column CW (the 101st) or beyond.
_FAR = re.compile(rb"""r=["'](?:(\d{6,})|(?:C[W-Z]|[D-Z][A-Z]|[A-Z]{3})\d+)["']""")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet; rows[0] is row 1 of the file.

    `days_off` is what a bare number of days lacks where the workbook counts from 1904.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    is_hidden: bool = False
    days_off: int = 0


def read_sheets(
    source: bytes | Path | str,
    filename: str = "",
    *,
    max_bytes: int = MAX_BYTES,
    max_rows: int = MAX_ROWS,
) -> list[Sheet]:
    """Return every sheet of a customer list with its cells as stored.

    Refuses (FileRefused) what is too large, disguised, protected, damaged or no table. The
    name is needed with bytes: content and name must agree.
    """
    content = source if isinstance(source, bytes) else _content(Path(source), max_bytes)
    name = filename or ("" if isinstance(source, bytes) else str(source))
    kind = file_kind(content, name, max_bytes=max_bytes)
    if kind is FileKind.CSV:
        rows = read_delimited(content, max_rows=max_rows, max_columns=MAX_COLUMNS)
        return [Sheet(Path(name).stem, rows)]
    if kind is FileKind.XLSX:
        _refuse_far_cells(content, max_rows)
        return _marked(content, _workbook(content, max_rows))
    return _workbook(content, max_rows)


def _content(path: Path, max_bytes: int) -> bytes:
    if path.stat().st_size > max_bytes:
        raise FileTooLarge(limit_mb=max_bytes // 2**20)
    return path.read_bytes()


def _workbook(content: bytes, max_rows: int) -> list[Sheet]:
    try:
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        sheets = []
        for about in book.sheets_metadata:
            if about.typ is not SheetTypeEnum.WorkSheet:
                continue
            sheet = book.get_sheet_by_name(about.name)
            if sheet.total_height > max_rows:
                raise TooManyRows(limit=max_rows)
            if sheet.total_width > MAX_COLUMNS:
                raise TooManyColumns(limit=MAX_COLUMNS)
            is_hidden = about.visible is not SheetVisibleEnum.Visible
            rows = sheet.to_python(skip_empty_area=False)
            sheets.append(Sheet(about.name, rows, is_hidden))
    except PasswordError as locked:
        raise FileProtected from locked
    except (CalamineError, *_BROKEN) as broken:
        raise FileDamaged from broken
    return sheets


def _refuse_far_cells(content: bytes, max_rows: int) -> None:
    """Refuse one stray cell far out, before the reader sets aside the whole rectangle."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for member in archive.namelist():
            if not member.startswith("xl/worksheets/"):
                continue
            try:
                _check_extent(archive.read(member), max_rows)
            except (zipfile.BadZipFile, zlib.error, EOFError, *_BROKEN) as broken:
                raise FileDamaged from broken


def _check_extent(xml: bytes, max_rows: int) -> None:
    for found in _FAR.finditer(xml):
        if found[1] is None:
            raise TooManyColumns(limit=MAX_COLUMNS)
        if int(found[1]) > max_rows:
            raise TooManyRows(limit=max_rows)


def _marked(content: bytes, sheets: list[Sheet]) -> list[Sheet]:
    """Return the sheets with errors said in their cells, and the zeros that formats add."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        book = open_workbook(archive)
        for sheet in sheets:
            _mark(sheet, book.of_sheet(sheet.name))
    return [replace(sheet, days_off=book.days_off) for sheet in sheets]


def _mark(sheet: Sheet, found: Markings) -> None:
    for (row, column), said in found.errors.items():
        if row < len(sheet.rows) and column < len(sheet.rows[row]):
            cells: Any = sheet.rows[row]
            cells[column] = cells[column] or said
    for (row, column), width in found.widths.items():
        if row < len(sheet.rows) and column < len(sheet.rows[row]):
            cells = sheet.rows[row]
            number = cells[column]
            if isinstance(number, float) and number.is_integer() and number >= 0:
                cells[column] = f"{int(number):0{width}d}"

"""What goes back to the clinic: the rows that stayed out, with reasons, ready to be mended."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from io import BytesIO

import xlsxwriter
from django.utils.translation import gettext as _
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from hebe.customers.legacy.parsed import ParsedRow
from hebe.customers.legacy.problems import Problem
from hebe.customers.legacy.sheets import Cell

_NO_GUESSING = {
    "constant_memory": True,
    "strings_to_numbers": False,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "nan_inf_to_errors": True,
}


def rejected_workbook(rejected: Iterable[ParsedRow], headings: Sequence[str]) -> bytes:
    """Return an .xlsx with the original columns, then row, reason and suggestion.

    Once mended it can be uploaded as it is: the three columns are ignored by the import.
    Nothing in it can act as a formula.
    """
    target = BytesIO()
    with xlsxwriter.Workbook(target, _NO_GUESSING) as book:
        sheet = book.add_worksheet(_("Not imported"))
        bold = book.add_format({"bold": True, "bg_color": "#F6E7EF", "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        titles = [*headings, _("Row"), _("Reason"), _("Suggestion")]
        for column, title in enumerate(titles):
            sheet.write_string(0, column, title, bold)
        width = len(headings)
        for line, row in enumerate(rejected, 1):
            for column, cell in enumerate(row.cells[:width]):
                _write(sheet, line, column, cell, day)
            _write_reason(sheet, line, width, row.row_no, row.problems)
        sheet.freeze_panes(1, 0)
        sheet.set_column(0, width, 14)
        sheet.set_column(width + 1, width + 2, 32)
    return target.getvalue()


def _write(sheet: Worksheet, line: int, column: int, cell: Cell, day: Format) -> None:
    if isinstance(cell, datetime | date):
        sheet.write_datetime(line, column, cell, day)
    elif isinstance(cell, bool | int | float):
        sheet.write(line, column, cell)
    elif cell != "":
        sheet.write_string(line, column, str(cell)[:32_000])


def _write_reason(
    sheet: Worksheet, line: int, column: int, row_no: int, problems: Sequence[Problem]
) -> None:
    sheet.write_number(line, column, row_no)
    for problem in problems[:1]:
        sheet.write_string(line, column + 1, problem.message)
        sheet.write_string(line, column + 2, problem.fix or problem.advice)

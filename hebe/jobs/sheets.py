"""Write rows to an Excel workbook with little memory."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

import xlsxwriter


def workbook(headings: Sequence[str], rows: Iterable[Sequence[Any]], *, title: str) -> bytes:
    """Return a workbook of one sheet; text stays text, so phones keep their digits."""
    out = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet(title[:31])
        bold = book.add_format({"bold": True})
        for column, heading in enumerate(headings):
            sheet.write_string(0, column, heading, bold)
        for line, row in enumerate(rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, int | float) and not isinstance(value, bool):
                    sheet.write_number(line, column, value)
                elif value is not None:
                    sheet.write_string(line, column, str(value))
        sheet.freeze_panes(1, 0)
    return out.getvalue()

"""Tables as text: the encodings and separators of Chinese exports."""

import csv
from io import StringIO

from charset_normalizer import from_bytes

from hebe.customers.legacy.errors import (
    CellTooLong,
    EncodingUnknown,
    QuoteAlone,
    TooManyColumns,
    TooManyRows,
)

_SAMPLE_BYTES = 64 * 1024
_SEPARATORS = ",\t;|"


def decode(content: bytes) -> str:
    """Return the text of a CSV file, or refuse it when no encoding fits.

    UTF-8 and UTF-16 are certain when they fit. Other bytes nearly always fit GB18030 too,
    so a guess over a sample decides between it and Big5 before the whole is decoded.
    """
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _strictly(content, "utf-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _strictly(content, _guessed(content))


def _guessed(content: bytes) -> str:
    sample = content[:_SAMPLE_BYTES].rpartition(b"\n")[0] or content
    best = from_bytes(sample, cp_isolation=["gb18030", "big5"]).best()
    return best.encoding if best else "gb18030"


def _strictly(content: bytes, encoding: str) -> str:
    for candidate in dict.fromkeys((encoding, "gb18030")):
        try:
            return content.decode(candidate)
        except UnicodeDecodeError:
            continue
    raise EncodingUnknown


def read_delimited(content: bytes, *, max_rows: int, max_columns: int) -> list[list[str]]:
    """Return the rows of a text table; refuses more rows or columns than these.

    A quotation mark that stands alone swallows no rows: where every line then has as many cells
    as the first, each line is a row and the mark a letter; else QuoteAlone names the line.
    """
    text = decode(content)
    mark = _separator(text)
    rows: list[list[str]] = []
    reader = csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True)
    line = 1
    try:
        for row in reader:
            if _holds_lines(row, mark, rows):
                return _by_lines(text, mark, line)
            line = reader.line_num + 1
            rows.append([_unquoted(cell) for cell in row])
            if len(rows) > max_rows:
                raise TooManyRows(limit=max_rows)
            if len(row) > max_columns:
                raise TooManyColumns(limit=max_columns)
    except csv.Error as broken:
        if "field limit" in str(broken):
            raise CellTooLong(row=line) from broken
        return _by_lines(text, mark, line)
    return rows


def _holds_lines(row: list[str], mark: str, rows: list[list[str]]) -> bool:
    """Say whether a cell holds what look like whole lines of the list: a quote stands alone."""
    width = len(rows[0]) if rows else 0
    return width > 1 and any(
        "\n" in cell and any(part.count(mark) >= width - 1 for part in cell.splitlines())
        for cell in row
    )


def _by_lines(text: str, mark: str, line: int) -> list[list[str]]:
    lines = [said.split(mark) for said in text.splitlines()]
    widths = {len(cells) for cells in lines if any(cells)}
    if len(widths) != 1:
        raise QuoteAlone(row=line)
    return [[_unquoted(_without_quotes(cell)) for cell in cells] for cells in lines]


def _without_quotes(cell: str) -> str:
    is_quoted = len(cell) > 1 and cell.startswith('"') and cell.endswith('"')
    return cell[1:-1].replace('""', '"') if is_quoted else cell


def _separator(text: str) -> str:
    """Return the separator that cuts the first lines into the most equal pieces."""
    lines = [line for line in text[:_SAMPLE_BYTES].splitlines()[:30] if line.strip()]
    counts = {mark: sorted(line.count(mark) for line in lines) for mark in _SEPARATORS}
    return max(_SEPARATORS, key=lambda mark: counts[mark][len(lines) // 2] if lines else 0)


def _unquoted(cell: str) -> str:
    """Undo ="0138…" and a leading apostrophe, by which exports keep digits as text."""
    if cell.startswith('="') and cell.endswith('"'):
        return cell[2:-1]
    return cell.removeprefix("'")

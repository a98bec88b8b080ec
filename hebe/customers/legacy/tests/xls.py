"""Write a workbook as Excel 97 did: BIFF8 records in a compound file.

After [MS-XLS] 2.4 and [MS-CFB] 2.2 to 2.6: what one sheet of texts, numbers and days needs.
"""

import struct
from collections.abc import Iterable, Sequence
from datetime import date

from hebe.customers.legacy.dates import EXCEL_EPOCH

SECTOR = 512
FREE, END, OF_TABLE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
GENERAL, DAY = 0, 1
DAY_FORMAT = 14


def xls(
    rows: Iterable[Sequence[object]], sheet: str = "客户档案", *, password: bool = False
) -> bytes:
    """Return one sheet of rows as .xls; with `password` its records claim to be encrypted."""
    start = [_record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 1997, 0, 6))]
    if password:
        start.append(_record(0x002F, struct.pack("<HHH", 1, 1, 1) + bytes(48)))
    start += [_record(0x00E0, struct.pack("<HH16x", 0, form)) for form in (0, DAY_FORMAT)]
    name = sheet.encode("utf-16-le")
    bound = struct.pack("<HBB", 0, len(sheet), 1) + name
    place = sum(map(len, start)) + 4 + 4 + len(bound) + 4
    globals_ = [*start, _record(0x0085, struct.pack("<I", place) + bound), _record(0x000A)]
    cells = [_cell(y, x, cell) for y, row in enumerate(rows) for x, cell in enumerate(row)]
    body = [_record(0x0809, struct.pack("<HHHHII", 0x0600, 0x10, 0, 1997, 0, 6)), *cells]
    return _compound("Workbook", b"".join([*globals_, *body, _record(0x000A)]))


def _record(kind: int, content: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


def _cell(y: int, x: int, cell: object) -> bytes:
    if isinstance(cell, str):
        text = cell.encode("utf-16-le")
        return _record(0x0204, struct.pack("<HHHHB", y, x, GENERAL, len(cell), 1) + text)
    if isinstance(cell, date):
        return _record(0x0203, struct.pack("<HHHd", y, x, DAY, (cell - EXCEL_EPOCH).days))
    return _record(0x0203, struct.pack("<HHHd", y, x, GENERAL, float(str(cell))))


def _compound(name: str, stream: bytes) -> bytes:
    """Return a compound file that holds one stream: allocation table, directory, stream."""
    stream = stream.ljust(4096, b"\0")
    stream += bytes(-len(stream) % SECTOR)
    count = len(stream) // SECTOR
    tables = -(-(count + 2) // (SECTOR // 4 - 1))
    first = tables + 1
    chain = [OF_TABLE] * tables + [END] + [*range(first + 1, first + count), END]
    chain += [FREE] * (tables * SECTOR // 4 - len(chain))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIII109I",
        bytes.fromhex("d0cf11e0a1b11ae1"),
        *(0x3E, 3, 0xFFFE, 9, 6, 0, tables, tables, 0, 4096, END, 0, END, 0),
        *range(tables),
        *[FREE] * (109 - tables),
    )
    directory = _entry("Root Entry", 5, END, 0, child=1) + _entry(name, 2, first, len(stream))
    return (
        header
        + struct.pack(f"<{len(chain)}I", *chain)
        + directory.ljust(SECTOR, b"\0")
        + stream
    )


def _entry(name: str, kind: int, start: int, size: int, *, child: int = FREE) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return struct.pack(
        "<64sHBBIII36xIQ", text, len(text), kind, 1, FREE, FREE, child, start, size
    )

"""What an .xlsx says of its cells beside their values (ECMA-376, part 1, 18.3.1.4 and 18.8).

The reader of workbooks gives an error and a formula without a value as an empty cell, and a
number without the zeros that its format puts in front. Each is looked for in the sheet's own
text, which costs little where there is none.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape
from posixpath import join, normpath

NO_VALUE = "#EMPTY!"  # stands for a formula whose value was never worked out
_SHEET = re.compile(r"<(?:\w+:)?sheet\s([^>]*)>")
_LINK = re.compile(r"<(?:\w+:)?Relationship\s([^>]*)>")
_NAMED = re.compile(r"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_FORMAT = re.compile(r"<(?:\w+:)?numFmt\s([^>]*)>")
_STYLES = re.compile(r"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_STYLE = re.compile(r"<(?:\w+:)?xf\s([^>]*)>")
_ERROR = re.compile(
    rb"""<(?:\w+:)?c\s(?=[^>]*\bt=["']e["'])[^>]*\br=["']([A-Z]+)(\d+)["'][^>]*>"""
    rb"""(?:<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>))?(?:<(?:\w+:)?v>([^<]*)<)?"""
)
_NO_VALUE = re.compile(
    rb"""<(?:\w+:)?c\s[^>]*\br=["']([A-Z]+)(\d+)["'][^>]*>"""
    rb"""<(?:\w+:)?f\b[^>]*?(?:/>|>[^<]*</(?:\w+:)?f>)"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"""
)
_PADDED = rb"""<(?:\w+:)?c\s(?=[^>]*\bs=["'](%s)["'])[^>]*\br=["']([A-Z]+)(\d+)["'][^>]*>"""
_FORMULA_AND_NOTHING = (b"<v></v>", b"<v/>", b"</f></c>", b":v></", b":f></")
_FOUR_YEARS = 1462  # days between 1899-12-30 and 1904-01-01
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Markings:
    """By place (row and column from 0): what stands for an error, digits a format shows."""

    errors: dict[Place, str] = field(default_factory=dict)
    widths: dict[Place, int] = field(default_factory=dict)


@dataclass(slots=True)
class Workbook:
    """The parts of a workbook that its cells do not tell."""

    archive: zipfile.ZipFile
    days_off: int = 0
    paths: dict[str, str] = field(default_factory=dict)
    padding: dict[str, int] = field(default_factory=dict)

    def of_sheet(self, name: str) -> Markings:
        """Return the markings of one sheet."""
        path = self.paths.get(name, "")
        if path not in self.archive.namelist():
            return Markings()
        xml = self.archive.read(path)
        found = Markings()
        if b't="e"' in xml or b"t='e'" in xml:
            for letters, row, said in _ERROR.findall(xml):
                found.errors[_place(letters, row)] = said.decode() or "#VALUE!"
        if any(mark in xml for mark in _FORMULA_AND_NOTHING):
            for letters, row in _NO_VALUE.findall(xml):
                found.errors.setdefault(_place(letters, row), NO_VALUE)
        if self.padding:
            styles = b"|".join(style.encode() for style in self.padding)
            for style, letters, row in re.findall(_PADDED % styles, xml):
                found.widths[_place(letters, row)] = self.padding[style.decode()]
        return found


def open_workbook(archive: zipfile.ZipFile) -> Workbook:
    """Return what a workbook says of its sheets and formats."""
    book = _text(archive, "xl/workbook.xml")
    is_1904 = re.search(r"""\bdate1904\s*=\s*["'](1|true)["']""", book)
    targets = {
        said.get("Id", ""): normpath(join("/xl", said.get("Target", ""))).lstrip("/")
        for said in _all(_LINK, _text(archive, "xl/_rels/workbook.xml.rels"))
    }
    paths = {}
    for said in _all(_SHEET, book):
        paths[said.get("name", "")] = targets.get(said.get("r:id", ""), "")
    padding = _padding(_text(archive, "xl/styles.xml"))
    return Workbook(archive, _FOUR_YEARS if is_1904 else 0, paths, padding)


def _text(archive: zipfile.ZipFile, name: str) -> str:
    return archive.read(name).decode(errors="replace") if name in archive.namelist() else ""


def _all(tag: re.Pattern[str], xml: str) -> Iterator[dict[str, str]]:
    for attributes in tag.findall(xml):
        yield {name: unescape(said) for name, said in _NAMED.findall(attributes)}


def _padding(styles: str) -> dict[str, int]:
    """Return how many digits each style shows at least, of those that show more than one."""
    widths = {
        said.get("numFmtId", ""): len(said["formatCode"])
        for said in _all(_FORMAT, styles)
        if re.fullmatch("00+", said.get("formatCode", ""))
    }
    block = _STYLES.search(styles)
    cells = _all(_STYLE, block[0]) if block and widths else ()
    return {
        str(at): widths[said["numFmtId"]]
        for at, said in enumerate(cells)
        if said.get("numFmtId") in widths
    }


def _place(letters: bytes, row: bytes) -> Place:
    column = 0
    for letter in letters:
        column = column * 26 + letter - 64
    return int(row) - 1, column - 1

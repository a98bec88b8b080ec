"""What a file really is, told by its first bytes and never by its name alone."""

import re
import zipfile
from enum import StrEnum
from io import BytesIO
from pathlib import PurePath

from django.utils.translation import gettext_lazy as _

from hebe.customers.legacy.errors import (
    FileDamaged,
    FileDisguised,
    FileEmpty,
    FileKindUnknown,
    FileProtected,
    FileTooLarge,
)

MAX_BYTES = 50 * 2**20
MAX_UNPACKED_BYTES = 800 * 2**20
# A workbook of real lists is packed to a tenth; what is packed to less than a hundredth is made
# to fill the memory, so it is not unpacked at all.
MOST_PACKED, ALWAYS_UNPACKED = 100, 16 * 2**20
_ZIP, _OLE = b"PK\x03\x04", bytes.fromhex("d0cf11e0a1b11ae1")
# [MS-XLS] 2.4.117: FilePass follows the first record of a workbook, or its write protection.
_LOCKED = re.compile(
    rb"\x09\x08\x10\x00\x00\x06\x05\x00.{12}(\x86\x00\x00\x00)?\x2f\x00", re.DOTALL
)
_FOREIGN = {
    b"%PDF": "PDF",
    b"MZ": "program",
    b"\x7fELF": "program",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"Rar!": "RAR",
    b"7z\xbc\xaf": "7z",
    b"\x1f\x8b": "gzip",
    b"{\\rtf": "RTF",
}
_NAMES = {
    "program": _("a program"),
    "picture": _("a picture"),
    "HTML": _("a web page"),
    "binary": _("not text"),
    "OLE": _("another kind of document"),
    "ZIP": _("an archive"),
}
_MARKUP = (b"<html", b"<!doctype", b"<?xml", b"<table", b"<meta", b"<script")


class FileKind(StrEnum):
    """The kinds of file that are read."""

    XLSX = "xlsx"
    XLS = "xls"
    CSV = "csv"


_BY_SUFFIX = {
    ".xlsx": FileKind.XLSX,
    ".xlsm": FileKind.XLSX,
    ".xls": FileKind.XLS,
    ".csv": FileKind.CSV,
    ".tsv": FileKind.CSV,
    ".txt": FileKind.CSV,
}


def file_kind(content: bytes, filename: str, *, max_bytes: int = MAX_BYTES) -> FileKind:
    """Return what to read the file as.

    Refuses a file that is empty, too large, of an unknown kind, protected with a password, or
    whose content is not what its name says.
    """
    if not content:
        raise FileEmpty
    if len(content) > max_bytes:
        raise FileTooLarge(limit_mb=max_bytes // 2**20)
    suffix = PurePath(filename).suffix.lower()
    if suffix not in _BY_SUFFIX:
        raise FileKindUnknown
    kind, found = _BY_SUFFIX[suffix], _found(content)
    if found == "encrypted":
        raise FileProtected
    if found != kind:
        raise FileDisguised(named=suffix, found=_NAMES.get(found, found))
    return kind


def _found(content: bytes) -> str:
    if content.startswith(_ZIP):
        return _zip_kind(content)
    if content.startswith(_OLE):
        return _ole_kind(content)
    for magic, name in _FOREIGN.items():
        if content.startswith(magic):
            return name
    if content[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_MARKUP):
        return "HTML"
    utf16 = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    return "binary" if b"\x00" in content and not utf16 else FileKind.CSV


def _ole_kind(content: bytes) -> str:
    """Tell an old workbook from encrypted ones and from other OLE documents."""
    if "EncryptedPackage".encode("utf-16-le") in content or _LOCKED.search(content):
        return "encrypted"
    streams = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
    return FileKind.XLS if any(stream in content for stream in streams) else "OLE"


def _zip_kind(content: bytes) -> str:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as broken:
        raise FileDamaged from broken
    most = min(MAX_UNPACKED_BYTES, MOST_PACKED * len(content) + ALWAYS_UNPACKED)
    if sum(member.file_size for member in members) > most:
        raise FileTooLarge(limit_mb=most // 2**20)
    names = {member.filename.lower() for member in members}
    return FileKind.XLSX if "xl/workbook.xml" in names else "ZIP"

"""What a file is, by its first bytes rather than by its name. Plain Python."""

import puremagic

TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "doc": "application/msword",
    "csv": "text/csv",
    "txt": "text/plain",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "webp": "image/webp",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "wav": "audio/wav",
    "mp4": "video/mp4",
}
PICTURES = ("png", "jpg", "jpeg", "webp")
TEXTS = ("csv", "txt")
# What a container of several kinds begins with; which of them it is stands further inside.
ALIKE = {
    "jpeg": {"jpg"},
    "xlsx": {"zip", "docx", "ooxml"},
    "docx": {"zip", "xlsx", "ooxml"},
    "xls": {"doc", "ole"},
    "doc": {"xls", "ole"},
    "m4a": {"mp4", "mov"},
    "mp4": {"m4a", "mov", "m4v"},
}
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEGINS = {"xlsx": ZIP, "docx": ZIP, "xls": OLE, "doc": OLE}


def ending(name: str) -> str:
    """Return a file name's ending in small letters.

    >>> ending("客户.XLSX"), ending("noname")
    ('xlsx', '')
    """
    return name.rsplit(".", 1)[-1].lower() if "." in name else ""


def fits(name: str, content: bytes) -> bool:
    """Say whether the contents are what the name's ending says.

    >>> fits("a.pdf", b"%PDF-1.7"), fits("a.png", b"MZ"), fits("a.csv", b"a,b")
    (True, False, True)
    >>> fits("a.csv", b"MZ" + bytes(9))
    False
    """
    kind = ending(name)
    if kind in TEXTS:
        return _is_text(content)
    if kind in BEGINS:
        return content.startswith(BEGINS[kind])
    return bool({kind, *ALIKE.get(kind, ())} & _kinds(content))


def _is_text(content: bytes) -> bool:
    wide = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    known = any(
        content.startswith(mark) for mark in (ZIP, OLE, b"%PDF-", b"\x89PNG", b"\xff\xd8")
    )
    return not known and (wide or b"\x00" not in content[:4096])


def _kinds(content: bytes) -> set[str]:
    try:
        found = puremagic.magic_string(content[:65536])
    except (puremagic.PureError, ValueError):
        return set()
    return {match.extension.lstrip(".").lower() for match in found}


def tidy(name: str) -> str:
    r"""Return a file name without folders or control characters, 120 letters at most.

    >>> tidy("..\\..//客户\n列表.xlsx")
    '客户列表.xlsx'
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    return clean[-120:] or "file"

"""What a file is, by its first bytes rather than by its name. Plain Python."""

MAGIC = {
    "xlsx": (b"PK\x03\x04",),
    "xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),
    "pdf": (b"%PDF-",),
    "png": (b"\x89PNG\r\n\x1a\n",),
    "jpg": (b"\xff\xd8\xff",),
    "jpeg": (b"\xff\xd8\xff",),
}
TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xls": "application/vnd.ms-excel",
    "csv": "text/csv",
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
}
PURPOSES = {"import": ("xlsx", "xls", "csv"), "result": ("xlsx", "csv", "pdf")}
MADE_HERE = frozenset({"result"})  # so nobody can fill the disk with them from outside


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
    if kind == "csv":
        is_other = any(content.startswith(m) for marks in MAGIC.values() for m in marks)
        wide = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
        return not is_other and (wide or b"\x00" not in content[:4096])
    return any(content.startswith(mark) for mark in MAGIC.get(kind, ()))


def tidy(name: str) -> str:
    r"""Return a file name without folders or control characters, 120 letters at most.

    >>> tidy("..\\..//客户\n列表.xlsx")
    '客户列表.xlsx'
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    clean = "".join(letter for letter in last if letter.isprintable()).strip(" .")
    return clean[-120:] or "file"

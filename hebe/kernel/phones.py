"""Telephone numbers as Chinese clinics write them, and one canonical way to keep them.

Canonical: `13812345678` for a mainland mobile, `021-62345678` (extension `-801`) for a
landline, `400-820-8820` for a service number, `+85291234567` for anything abroad.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

import phonenumbers

MOBILE = re.compile(r"1[3-9]\d{9}", re.ASCII)
_LANDLINE = re.compile(r"(010|02\d|0[3-9]\d{2})(\d{7,8})", re.ASCII)
_SERVICE = re.compile(r"([48]00)(\d{3})(\d{4})", re.ASCII)
_EXTENSION = re.compile(
    r"(?:转|分机|ext\.?|#|x)\s*(\d{1,6})\s*$|(?<=\d{7})\s*-\s*(\d{1,5})\s*$", re.IGNORECASE
)
_BETWEEN = re.compile(r"[/、,，;；|\n\r\\]|或者?|以及|和|与|及")
_NOT_DIALLED = re.compile(r"[^\d+]", re.ASCII)
_LOSSY = re.compile(r"\d(?:\.(\d+))?e\+?(\d+)", re.IGNORECASE | re.ASCII)
_FLOAT = re.compile(r"(\d{7,15})\.0+", re.ASCII)


class Kind(StrEnum):
    """What sort of line a number is."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    SERVICE = "service"
    FOREIGN = "foreign"


@dataclass(frozen=True, slots=True)
class Phone:
    """One number that can be dialled."""

    number: str
    kind: Kind


def read(raw: object) -> Phone | None:
    """Return the one number written in a cell, or None when it is not a whole number.

    Never guesses: a missing digit, or a float that lost its digits in print, is None.

    >>> read("+86 138 1234 5678"), read("(021)62345678").number
    (Phone(number='13812345678', kind=<Kind.MOBILE: 'mobile'>), '021-62345678')
    >>> read("1.38E+10") is None, read("1539623980") is None
    (True, True)
    """
    if isinstance(raw, str) and len(raw) == 11 and MOBILE.fullmatch(raw):
        return Phone(raw, Kind.MOBILE)
    text = _plain(raw)
    match = _EXTENSION.search(text)
    extension = (match[1] or match[2]) if match else ""
    dialled = _NOT_DIALLED.sub("", text[: match.start()] if match else text)
    return _mainland(_without_country(dialled), extension) or _abroad(dialled)


def canonical(raw: object) -> str | None:
    """Return the canonical text of a number, or None.

    >>> canonical("0086-13812345678"), canonical("8621 6234 5678"), canonical(13812345678.0)
    ('13812345678', '021-62345678', '13812345678')
    """
    phone = read(raw)
    return phone.number if phone else None


def split(raw: object) -> list[str]:
    """Return the separate numbers written in one cell, as written.

    >>> split("15820961245/13838787302"), split("138 1234 5678")
    (['15820961245', '13838787302'], ['138 1234 5678'])
    >>> split("13812345678 13987654321")
    ['13812345678', '13987654321']
    """
    if isinstance(raw, str) and len(raw) == 11 and MOBILE.fullmatch(raw):
        return [raw]
    pieces = [piece.strip() for piece in _BETWEEN.split(_plain(raw))]
    return [number for piece in pieces if piece for number in _by_spaces(piece)]


def numbers(raw: object) -> list[str]:
    """Return every readable number of a cell, canonical, in order, without repeats.

    >>> numbers("138 1234 5678 或 021-62345678、12")
    ['13812345678', '021-62345678']
    """
    return list(dict.fromkeys(n for piece in split(raw) if (n := canonical(piece))))


def is_valid(raw: object) -> bool:
    """Say whether a text is exactly one whole number."""
    return read(raw) is not None


def mask(number: str) -> str:
    """Return a number with its middle hidden, for people without the right to see it.

    >>> mask("13812345678"), mask("021-62345678"), mask("+85291234567"), mask("12")
    ('138****5678', '021-****5678', '+852****4567', '****')
    """
    if len(number) < 8:
        return "****"
    head = number.index("-") + 1 if "-" in number[:5] else 4 if number[0] == "+" else 3
    return f"{number[:head]}****{number[-4:]}"


def _plain(raw: object) -> str:
    """Return the cell as half-width text, with Excel's float form of a number undone."""
    if isinstance(raw, float):
        return str(int(raw)) if raw.is_integer() else str(raw)
    text = unicodedata.normalize("NFKC", str(raw)).strip()
    lossy = _LOSSY.fullmatch(text)
    if lossy:
        kept, power = len(lossy[1] or ""), int(lossy[2])
        return str(int(float(text))) if kept >= power - 1 and power < 16 else ""
    whole = _FLOAT.fullmatch(text)
    return whole[1] if whole else text


def _without_country(dialled: str) -> str:
    for prefix in ("+86", "0086", "86"):
        if dialled.startswith(prefix) and len(dialled) - len(prefix) >= 10:
            rest = dialled[len(prefix) :]
            return rest if MOBILE.fullmatch(rest) or rest.startswith("0") else f"0{rest}"
    return dialled


def _mainland(digits: str, extension: str) -> Phone | None:
    if MOBILE.fullmatch(digits):
        return Phone(digits, Kind.MOBILE)
    if match := _LANDLINE.fullmatch(digits):
        tail = f"-{extension}" if extension else ""
        return Phone(f"{match[1]}-{match[2]}{tail}", Kind.LANDLINE)
    if match := _SERVICE.fullmatch(digits):
        return Phone("-".join(match.groups()), Kind.SERVICE)
    return None


def _abroad(dialled: str) -> Phone | None:
    if dialled.startswith("00"):
        dialled = f"+{dialled[2:]}"
    if not dialled.startswith("+") or dialled.startswith("+86"):
        return None
    try:
        parsed = phonenumbers.parse(dialled)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(parsed):
        return None
    text = phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
    return Phone(text, Kind.FOREIGN)


def _by_spaces(piece: str) -> list[str]:
    """Cut a piece at spaces only where that makes every part a whole number."""
    if " " not in piece or read(piece):
        return [piece]
    found: list[str] = []
    held = ""
    for word in piece.split():
        held = f"{held} {word}".strip()
        if read(held):
            found.append(held)
            held = ""
    return found if found and not re.search(r"\d", held) else [piece]

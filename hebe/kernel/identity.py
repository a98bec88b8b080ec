"""Numbers of identity documents, in one form."""

import re
import unicodedata
from datetime import date

CARD = re.compile(r"\d{17}[\dX]")
OTHER = re.compile(r"[A-Z0-9]{5,17}")  # passports, permits, cards of the old form
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"


def born_on(number: str) -> date | None:
    """Return the day of birth that a resident's card tells, or None for other documents.

    >>> born_on("11010519491231002X"), born_on("E12345678"), born_on("110105199902300021")
    (datetime.date(1949, 12, 31), None, None)
    """
    try:
        return date.fromisoformat(number[6:14]) if CARD.fullmatch(number) else None
    except ValueError:
        return None


def canonical(text: str) -> str | None:
    """Return a document's number without spaces, or None when it cannot be one.

    A number of 18 is a resident's card and fits its check digit (GB 11643-1999, 6.2).

    >>> canonical("11010519491231 002x"), canonical("110105194912310021")
    ('11010519491231002X', None)
    >>> canonical("e1234 5678"), canonical("123")
    ('E12345678', None)
    """
    number = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if len(number) != len(WEIGHTS) + 1:
        return number if OTHER.fullmatch(number) else None
    if not CARD.fullmatch(number):
        return None
    total = sum(int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False))
    return number if CHECKS[total % 11] == number[-1] else None

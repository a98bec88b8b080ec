"""Numbers of identity documents, in one form."""

import re
import unicodedata
from datetime import date

from stdnum.cn import ric

CARD = re.compile(r"\d{17}[\dX]", re.ASCII)
CARD_LENGTH = 18
OTHER = re.compile(r"[A-Z0-9]{5,17}")  # passports, permits, cards of the old form


def born_on(number: str) -> date | None:
    """Return the day of birth that a resident's card tells, or None for other documents.

    >>> born_on("11010519491231002X"), born_on("E12345678"), born_on("110105199902300021")
    (datetime.date(1949, 12, 31), None, None)
    """
    try:
        born: date | None = ric.get_birth_date(number) if CARD.fullmatch(number) else None
    except ric.ValidationError:
        return None
    return born


def canonical(text: str) -> str | None:
    """Return a document's number without spaces, or None when it cannot be one.

    A number of 18 is a resident's card and fits its check digit (GB 11643-1999, 6.2).

    >>> canonical("11010519491231 002x"), canonical("110105194912310021")
    ('11010519491231002X', None)
    >>> canonical("e1234 5678"), canonical("123")
    ('E12345678', None)
    """
    number = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    if len(number) != CARD_LENGTH:
        return number if OTHER.fullmatch(number) else None
    if not CARD.fullmatch(number):
        return None
    return number if ric.calc_check_digit(number) == number[-1] else None

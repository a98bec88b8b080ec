"""Member, record and identity numbers: whether they can be what was once written."""

import re

from stdnum.cn import ric

_CUT = re.compile(r"\d+([.,]\d+)?e\+?\d+", re.IGNORECASE)
_PASSPORT = re.compile(r"(?=.*\d)[A-Z0-9()/-]{6,20}")


def is_whole(text: str) -> bool:
    """Say whether a number kept all its digits on its way through a spreadsheet.

    >>> is_whole("00123"), is_whole("1.23E+11"), is_whole("310101197503020000")
    (True, False, False)
    """
    digits = re.sub(r"\D", "", text)
    cut_off = text == digits and len(digits) > 15 and not digits[15:].strip("0")
    return not (_CUT.fullmatch(text) or cut_off)


def is_identity(text: str) -> bool:
    """Say whether this can be a person's number: checked digits, or a passport or permit.

    Resident identity numbers are checked as GB 11643-1999 says (python-stdnum).

    >>> is_identity("310101197503020027"), is_identity("310101197503020021")
    (True, False)
    >>> is_identity("E12345678"), is_identity("3.10101E+17"), is_identity("abc")
    (True, False, False)
    """
    flat = text.upper().replace(" ", "")
    if not is_whole(flat):
        return False
    if re.fullmatch(r"\d{17}[\dX]", flat):
        return bool(ric.is_valid(flat))
    if re.fullmatch(r"\d{15}", flat):
        return True
    return not flat.isdigit() and bool(_PASSPORT.fullmatch(flat))

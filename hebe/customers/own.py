"""How a group's own field reads what people type. Plain Python."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

LONGEST = 200
HIGHEST = Decimal(10) ** 12


class OwnProblem(StrEnum):
    """Why a text does not fit."""

    CHOICE = "choice"
    NUMBER = "number"
    DATE = "date"
    LONG = "long"


def read_own(kind: str, options: Sequence[str], text: str) -> str | OwnProblem:
    """Return a text as it is kept, or why it does not fit; an empty one always does.

    >>> read_own("choice", ["急", "慢"], "急"), read_own("choice", ["急", "慢"], "快").value
    ('急', 'choice')
    >>> read_own("number", [], " 12.50 "), read_own("number", [], "NaN").value
    ('12.5', 'number')
    >>> read_own("date", [], "2026-02-28"), read_own("date", [], "2026-02-30").value
    ('2026-02-28', 'date')
    """
    text = text.strip()
    if not text:
        return ""
    if len(text) > LONGEST:
        return OwnProblem.LONG
    if kind == "choice":
        return text if text in options else OwnProblem.CHOICE
    if kind == "number":
        return _number(text)
    if kind == "date":
        return _date(text)
    return text


def _number(text: str) -> str | OwnProblem:
    try:
        number = Decimal(text)
    except InvalidOperation:
        return OwnProblem.NUMBER
    if not number.is_finite() or abs(number) >= HIGHEST:
        return OwnProblem.NUMBER
    return f"{number.normalize():f}"


def _date(text: str) -> str | OwnProblem:
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return OwnProblem.DATE

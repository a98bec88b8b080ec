"""The arithmetic of the numbers. Plain Python."""

from dataclasses import dataclass
from datetime import date

LONGEST_DAYS = 366
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 1, 1)


@dataclass(frozen=True, slots=True)
class Weights:
    """How 项次 weighs deals, consults and treatments, in hundredths."""

    deal: int = 100
    consult: int = 100
    treatment: int = 100


def activity_units(deals: int, consults: int, treatments: int, weights: Weights) -> int:
    """Return 项次 in hundredths: the weighted sum of deals, consults and treatments (ANA-03).

    >>> activity_units(2, 3, 4, Weights())
    900
    >>> activity_units(2, 3, 4, Weights(deal=150, consult=50))
    850
    """
    return deals * weights.deal + consults * weights.consult + treatments * weights.treatment


def average_fen(total_fen: int, count: int) -> int:
    """Return an average in whole fen, rounded half up; 0 when there is nothing.

    >>> average_fen(1001, 2), average_fen(5, 0)
    (501, 0)
    """
    return (2 * total_fen + count) // (2 * count) if count else 0


def is_span(since: date, until: date) -> bool:
    """Say whether these are days that numbers can be told of: a year at most, of our time.

    >>> is_span(date(2026, 1, 1), date(2026, 12, 31)), is_span(date(1, 1, 1), date(1, 1, 2))
    (True, False)
    """
    return EARLIEST <= since <= until <= LATEST and (until - since).days <= LONGEST_DAYS

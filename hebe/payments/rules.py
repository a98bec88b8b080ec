"""Whether a payment fits what is due. All money in fen."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from unicodedata import normalize


class Paying(NamedTuple):
    """One way a part of the bill is paid."""

    method: str
    amount_fen: int
    reference: str = ""


def tidy(paying: Iterable[Sequence[object]], *, keeps: Iterable[str]) -> list[Paying]:
    """Return tenders with references in one form; methods outside `keeps` carry none.

    >>> tidy([("wechat", 100, " ４2 0 "), ("cash", 50, "x")], keeps=["wechat"])
    [Paying(method='wechat', amount_fen=100, reference='420'),
     Paying(method='cash', amount_fen=50, reference='')]
    """
    kept = frozenset(keeps)
    rows = (Paying(*row) for row in paying)  # type: ignore[arg-type]
    return [
        row._replace(reference=_in_one_form(row.reference) if row.method in kept else "")
        for row in rows
    ]


def _in_one_form(reference: str) -> str:
    return "".join(normalize("NFKC", reference).split())


def excess(paying: Iterable[Paying], due_fen: int) -> int:
    """Return how much more than due is offered, at least nothing.

    >>> excess([Paying("cash", 700), Paying("card", 400)], 1000), excess([], 1000)
    (100, 0)
    """
    return max(0, sum(row.amount_fen for row in paying) - due_fen)

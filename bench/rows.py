"""A measurement, and the table of all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from statistics import median, quantiles
from typing import Any


@dataclass(frozen=True, slots=True)
class Row:
    """One number, what it is held against, and whether its goal is met (None: no goal).

    `compared_with` is a number in the same unit, with its name, or empty.
    """

    name: str
    value: float
    unit: str
    compared_with: str = ""
    ratio: float | None = None
    goal: str = ""
    met: bool | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the row as it is written to JSON."""
        return asdict(self)


def show(rows: Iterable[Row]) -> str:
    """Return the measurements as a table for a terminal."""
    heads = ("name", "value", "unit", "compared with", "ratio", "goal", "met")
    lines = [heads, *(_cells(row) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(heads))]
    return "\n".join(
        "  ".join(
            cell.rjust(width) if at in {1, 4} else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cells(row: Row) -> tuple[str, ...]:
    met = {True: "yes", False: "NO", None: ""}[row.met]
    ratio = "" if row.ratio is None else f"{row.ratio:,.2f}"
    return (row.name, f"{row.value:,.2f}", row.unit, row.compared_with, ratio, row.goal, met)


def p50(seconds: Sequence[float]) -> float:
    """Return the median in milliseconds."""
    return median(seconds) * 1000


def p95(seconds: Sequence[float]) -> float:
    """Return the 95th percentile in milliseconds."""
    return quantiles(seconds, n=20, method="inclusive")[-1] * 1000

"""What importing a list would do, without doing it."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hebe.customers.legacy.parsed import ParsedRow
from hebe.customers.legacy.problems import Problem

Existing = Mapping[str, int] | Callable[[Sequence[str]], Mapping[str, int]]
_UNIQUE = ("member_no", "record_no")
_SUMMED = ("principal", "bonus", "deposit", "debt", "total_spent", "points")


@dataclass(slots=True)
class Totals:
    """One balance summed over the file (fen, or points) and where the sum goes."""

    in_file: int = 0
    accepted: int = 0
    rejected: int = 0
    imported: int = 0
    known: int = 0

    @property
    def merged(self) -> int:
        """Return what repeated rows say and is not counted twice."""
        return self.accepted - self.imported - self.known

    @property
    def corrected(self) -> int:
        """Return by how much people's corrections lowered the sum of the file."""
        return self.in_file - self.accepted - self.rejected


@dataclass(slots=True)
class ImportPlan:
    """The dry run of an import. Nothing has been written.

    `kept` counts, field by field, the customers of whom the list says something.
    """

    rows: int = 0
    merged: int = 0
    customers: list[ParsedRow] = field(default_factory=list)
    known: list[tuple[int, ParsedRow]] = field(default_factory=list)
    rejected: list[ParsedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warned: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    totals: dict[str, Totals] = field(
        default_factory=lambda: {name: Totals() for name in _SUMMED}
    )

    def report(self) -> dict[str, Any]:
        """Return the counts as JSON; sums of money are in yuan.

        `already_known` appears only when customers of the file were imported before.
        """
        report: dict[str, Any] = {
            "rows": self.rows,
            "importable": self.rows - len(self.rejected),
            "new": len(self.customers),
            "merged_same_phone": self.merged,
            "rejected": dict(Counter(row.rejected for row in self.rejected)),
            "warned": dict(self.warned),
            "file_totals": {
                name: self.totals[name].in_file / 100 for name in ("principal", "bonus")
            },
        }
        if self.known:
            report["already_known"] = len(self.known)
        return report


def plan_import(parsed: Iterable[ParsedRow], existing: Existing | None = None) -> ImportPlan:
    """Return what importing these rows would do.

    Rows with the first phone of an earlier row become one customer: empty values are filled,
    nothing is overwritten, opening facts count once. `existing` maps phones to customers
    already here (or looks a batch of phones up); they come under `known`, never under
    `customers`, so that a second run makes nobody twice.
    """
    plan = ImportPlan()
    people: dict[str, ParsedRow] = {}
    repeats: list[ParsedRow] = []
    numbers: dict[tuple[str, str], str] = {}
    for row in parsed:
        plan.rows += 1
        _sum_up(plan, row)
        if row.rejected:
            plan.rejected.append(row)
            continue
        _keep_numbers_apart(row, numbers)
        first = people.setdefault(row.phone, row)
        if first is not row:
            first.absorb(row)
            repeats.append(row)
    plan.merged = len(repeats)
    for row in people.values():
        plan.kept.update(row.says())
    _note_problems(plan, [*people.values(), *repeats])
    _tell_known_from_new(plan, people, existing)
    return plan


def _sum_up(plan: ImportPlan, row: ParsedRow) -> None:
    """Add a row to the sums, before merging fills its gaps."""
    for name, totals in plan.totals.items():
        stated = getattr(row.stated, name) or 0
        totals.in_file += stated
        if row.rejected:
            totals.rejected += stated
        else:
            totals.accepted += getattr(row.opening, name) or 0


def _keep_numbers_apart(row: ParsedRow, numbers: dict[tuple[str, str], str]) -> None:
    """Drop a member or record number that another customer of the file already has."""
    for code in _UNIQUE:
        number = row.values.get(code)
        if number and numbers.setdefault((code, number), row.phone) != row.phone:
            del row.values[code]
            row.warn("duplicate_number", field=code, value=number)


def _note_problems(plan: ImportPlan, accepted: Iterable[ParsedRow]) -> None:
    for row in plan.rejected:
        plan.problems += row.problems
    for row in accepted:
        if row.problems:
            plan.problems += row.problems
            plan.warned.update({problem.code for problem in row.problems})
    plan.problems.sort(key=lambda problem: problem.row_no)


def _tell_known_from_new(
    plan: ImportPlan, people: dict[str, ParsedRow], existing: Existing | None
) -> None:
    here = existing(list(people)) if callable(existing) else existing or {}
    for phone, row in people.items():
        customer_id = here.get(phone)
        if customer_id is None:
            plan.customers.append(row)
        else:
            plan.known.append((customer_id, row))
        for name, totals in plan.totals.items():
            amount = getattr(row.opening, name) or 0
            if customer_id is None:
                totals.imported += amount
            else:
                totals.known += amount

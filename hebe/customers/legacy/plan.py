"""What importing a list would do, without doing it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from hebe.customers.legacy.identity import Here, People, Seated
from hebe.customers.legacy.parsed import ParsedRow
from hebe.customers.legacy.problems import Problem

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
    repeats: list[ParsedRow] = field(default_factory=list)
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


def plan_import(parsed: Iterable[ParsedRow], here: Here | None = None) -> ImportPlan:
    """Return what importing these rows would do.

    Rows of one person become one customer: empty values are filled, nothing is overwritten,
    opening facts count once. A mobile tells who she is only where the name agrees and neither
    birthday nor identity number says otherwise; else the row stays out until somebody decides.
    `here` looks customers up who are on file; they come under `known`, never under
    `customers`, so that a second run makes nobody twice.
    """
    plan, here = ImportPlan(), here or Here()
    rows = list(parsed)
    plan.rows = len(rows)
    accepted = [row for row in rows if not row.rejected]
    people = People(here.by_phone(dict.fromkeys(row.phone for row in accepted)))
    for row in rows:
        seated = not row.rejected and people.seat(row)
        _sum_up(plan, row)
        if row.rejected:
            plan.rejected.append(row)
        elif not seated:
            plan.repeats.append(row)
    plan.merged = len(plan.repeats)
    _keep_numbers_apart(people.seated, here)
    for row, _key in people.seated:
        plan.kept.update(row.says())
    _note_problems(plan, [*(row for row, _key in people.seated), *plan.repeats])
    _tell_known_from_new(plan, people.seated)
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


def _keep_numbers_apart(people: Sequence[Seated], here: Here) -> None:
    """Drop, and say so, a member or record number that another customer already has."""
    for code in _UNIQUE:
        stated = {row.values[code] for row, _key in people if code in row.values}
        found = here.by_number(code, stated) if stated else {}
        owners: dict[str, object] = {one: f"on file {key}" for one, key in found.items()}
        for row, key in people:
            number = row.values.get(code)
            me: object = row.row_no if key is None else f"on file {key}"
            if number and owners.setdefault(number, me) != me:
                del row.values[code]
                row.warn("number_taken", field=code, value=number)


def _note_problems(plan: ImportPlan, accepted: Iterable[ParsedRow]) -> None:
    for row in plan.rejected:
        plan.problems += row.problems
    for row in accepted:
        if row.problems:
            plan.problems += row.problems
            plan.warned.update({problem.code for problem in row.problems})
    plan.problems.sort(key=lambda problem: problem.row_no)


def _tell_known_from_new(plan: ImportPlan, people: Sequence[Seated]) -> None:
    for row, customer_id in people:
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

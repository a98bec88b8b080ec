"""What importing a list would do, kept with its draft: no page reads the file again."""

import json
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from hebe.access.actor import Actor
from hebe.customers.importing.reading import Reading
from hebe.customers.legacy.cells import plain
from hebe.customers.legacy.columns import ColumnLook, look_at_columns
from hebe.customers.legacy.plan import ImportPlan
from hebe.customers.legacy.problems import REJECT, Problem
from hebe.customers.legacy.sheets import Cell
from hebe.customers.models import ImportDraft, ImportProblem

PORTION = 2000
TOLD = ("column", "value", "severity", "detail", "params", "customer", "fix")


@dataclass(frozen=True, slots=True)
class Outlook:
    """The dry run of a list. `report` is None while a needed column is missing.

    `codes` counts problems by code, most frequent first; `kept` counts customers by field;
    `totals` and `stated` are the sums of the rows (fen) and of the file's own total row,
    `people` the rows of people of every sheet that has some.
    """

    sheet: str
    header_row: int
    rows: int
    looks: list[ColumnLook]
    report: dict[str, Any] | None = None
    codes: dict[str, int] = field(default_factory=dict)
    rejecting: int = 0
    kept: dict[str, int] = field(default_factory=dict)
    totals: dict[str, dict[str, int]] = field(default_factory=dict)
    stated: dict[str, float | str] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)

    @classmethod
    def load(cls, text: str) -> Self:
        """Return what `dump` wrote."""
        said = json.loads(text)
        looks = [ColumnLook(**look) for look in said.pop("looks")]
        return cls(looks=looks, **said)

    def dump(self) -> str:
        """Return it as text, to be sealed."""
        return json.dumps(asdict(self), ensure_ascii=False)


def outlook_of(reading: Reading, plan: ImportPlan | None) -> Outlook:
    """Return what the pages of a draft show of its list and of its plan, if there is one."""
    table = reading.table
    seen = Outlook(
        table.sheet, table.header_row, len(table.rows), look_at_columns(table),
        people=table.people,
    )  # fmt: skip
    if plan is None:
        return seen
    return Outlook(
        seen.sheet, seen.header_row, seen.rows, seen.looks,
        report=plan.report() | reading.elsewhere,
        codes=dict(Counter(problem.code for problem in plan.problems).most_common()),
        rejecting=sum(problem.severity == REJECT for problem in plan.problems),
        kept=dict(plan.kept.most_common()),
        totals={name: asdict(totals) for name, totals in plan.totals.items()},
        stated={str(at): _plain(cell) for at, cell in table.stated_totals.items()},
        people=table.people,
    )  # fmt: skip


def _plain(cell: Cell) -> float | str:
    return cell if isinstance(cell, float | int) else plain(cell)


def keep_problems(draft: ImportDraft, plan: ImportPlan | None) -> None:
    """Keep the problems of a plan instead of those that were found before."""
    rows: Any = ImportProblem.objects.of(draft).filter(draft=draft)
    rows.delete()
    ImportProblem.unscoped.bulk_create(
        [
            ImportProblem(
                group_id=draft.group_id, draft=draft, row_no=problem.row_no,
                code=problem.code, field=problem.field,
                told=_told(problem),
            )
            for problem in (plan.problems if plan else ())
        ],
        batch_size=PORTION,
    )  # fmt: skip


def _told(problem: Problem) -> str:
    return json.dumps({name: getattr(problem, name) for name in TOLD}, ensure_ascii=False)


def problems_of(actor: Actor, draft: ImportDraft, *, code: str = "") -> Any:
    """Return the stored problems of a draft by row, all or of one kind; see `problem_in`."""
    rows = ImportProblem.objects.of(actor).filter(draft=draft)
    return (rows.filter(code=code) if code else rows).order_by("row_no", "pk")


def problem_in(row: ImportProblem) -> Problem:
    """Return the problem that a stored row holds."""
    told = json.loads(row.told)
    return Problem(row.row_no, row.code, row.field, **{name: told[name] for name in TOLD})

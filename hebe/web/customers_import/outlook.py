"""What importing a list would do, as the side of steps 2 and 3 shows it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.customers.importing import Fixes, plan_draft, reading_of
from hebe.customers.legacy.errors import MappingIncomplete
from hebe.customers.legacy.plan import ImportPlan
from hebe.customers.legacy.problems import REJECT
from hebe.customers.legacy.tables import Table
from hebe.customers.models import ImportDraft
from hebe.kernel import money

STEPS = (_("Upload"), _("Match columns"), _("Check problems"), _("Import"))


@dataclass(frozen=True, slots=True)
class Outlook:
    """A draft, its list, and the dry run; `missing` says why there is none."""

    draft: ImportDraft
    table: Table
    plan: ImportPlan | None
    missing: str = ""

    @property
    def rejected(self) -> int:
        """Return the rows that stay out."""
        return len(self.plan.rejected) if self.plan else 0

    @property
    def warned(self) -> int:
        """Return the problems of rows that come in."""
        return len(self.plan.problems) - self.rejecting if self.plan else 0

    @property
    def rejecting(self) -> int:
        """Return the problems that keep rows out."""
        return sum(p.severity == REJECT for p in self.plan.problems) if self.plan else 0

    @property
    def importable(self) -> int:
        """Return the rows that come in."""
        return self.plan.rows - self.rejected if self.plan else 0

    @property
    def shares(self) -> list[tuple[str, float]]:
        """Return the bar: (tone, percent) of new, merged, known and rejected rows."""
        if self.plan is None:
            return []
        parts = (
            ("good", len(self.plan.customers)),
            ("brand", self.plan.merged),
            ("info", len(self.plan.known)),
            ("bad", self.rejected),
        )
        return [(tone, round(100 * n / max(self.plan.rows, 1), 1)) for tone, n in parts if n]

    @property
    def fixes(self) -> Fixes:
        """Return what a person mended and left out."""
        return Fixes.load(self.draft.fixes)

    @property
    def money_lines(self) -> list[tuple[Any, int]]:
        """Return the sums of stored value in the file, in fen."""
        if self.plan is None:
            return []
        labels = {"principal": _("Principal in the file"), "bonus": _("Bonus in the file")}
        return [(label, self.plan.totals[key].in_file) for key, label in labels.items()]

    @property
    def money_sum(self) -> int:
        """Return their sum, in fen."""
        return sum(fen for _label, fen in self.money_lines)

    @property
    def money_kept_out(self) -> int:
        """Return how much of it stands in rejected rows, in fen."""
        totals = self.plan.totals if self.plan else {}
        return sum(totals[key].rejected for key in ("principal", "bonus") if key in totals)

    @property
    def money_differs(self) -> list[tuple[str, int, int]]:
        """Return (heading, the file's own total row, the sum of its rows) where they differ."""
        found = []
        for column in self.draft.mapping["columns"]:
            stated = self.table.stated_totals.get(column["index"])
            totals = self.plan.totals.get(column["field"]) if self.plan else None
            if stated in {None, ""} or totals is None or column["field"] == "points":
                continue
            try:
                fen = money.fen(stated if isinstance(stated, int | float) else str(stated))
            except (money.NotMoney, money.SubFen):
                continue
            if fen != totals.in_file:
                found.append((column["heading"], fen, totals.in_file))
        return found


def outlook_of(actor: Actor, draft: ImportDraft) -> Outlook:
    """Return the dry run of a draft; without one while a needed column is missing."""
    try:
        table, plan = plan_draft(actor, draft)
    except MappingIncomplete as missing:
        return Outlook(draft, reading_of(actor, draft).table, None, str(missing))
    return Outlook(draft, table, plan)

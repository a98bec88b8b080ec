"""What importing a list would do, as the side of steps 2 and 3 shows it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from hebe.customers.importing import Fixes, Outlook, outlook_on
from hebe.customers.legacy.errors import MappingIncomplete
from hebe.customers.legacy.fields import BALANCES, FIELDS
from hebe.customers.legacy.mapping import ColumnMapping
from hebe.customers.models import ImportDraft
from hebe.kernel import money
from hebe.web.jobs.views import GOING, waits_long

STEPS = (_("Upload"), _("Match columns"), _("Check problems"), _("Import"))
SEALED = frozenset(
    {"phone2", "landline", "wechat", "email", "id_number", "address", "allergies", "health"}
    | {"past_treatments", "referrer_phone"}
)
FACTS = frozenset({*BALANCES, "total_spent", "courses", "visit_count"})


@dataclass(frozen=True, slots=True)
class Side:
    """A draft and its dry run; `report` is empty while a needed column is missing."""

    draft: ImportDraft
    outlook: Outlook

    @property
    def report(self) -> dict[str, Any]:
        """Return the counts of the dry run."""
        return self.outlook.report or {}

    @property
    def missing(self) -> str:
        """Say which needed column nothing goes to."""
        try:
            ColumnMapping.from_json(self.draft.mapping).complete()
        except MappingIncomplete as missing:
            return str(missing)
        return ""

    @property
    def is_checking(self) -> bool:
        """Say whether the numbers are being counted again just now."""
        job = self.draft.checking
        return not self.draft.is_checked and job is not None and job.state in GOING

    @property
    def waits_long(self) -> bool:
        """Say whether the counting has not begun for a while."""
        job = self.draft.checking
        return not self.draft.is_checked and job is not None and waits_long(job)

    @property
    def rejected(self) -> int:
        """Return the rows that stay out."""
        return sum(self.report.get("rejected", {}).values())

    @property
    def warned(self) -> int:
        """Return the problems of rows that come in."""
        return self.problems - self.outlook.rejecting

    @property
    def problems(self) -> int:
        """Return all problems."""
        return sum(self.outlook.codes.values())

    @property
    def importable(self) -> str:
        """Return the rows that come in."""
        return f"{self.report.get('importable', 0):,}"

    @property
    def rows(self) -> str:
        """Return the rows of the list."""
        return f"{self.outlook.rows:,}"

    @property
    def _fates(self) -> list[tuple[str, Any, int]]:
        report = self.report
        fates = (
            ("good", _("New customers"), report.get("new", 0)),
            ("brand", _("Same mobile, merged"), report.get("merged_same_phone", 0)),
            ("info", _("Here already"), report.get("already_known", 0)),
            ("bad", _("Rejected"), self.rejected),
        )
        return [fate for fate in fates if fate[0] != "info" or fate[2]]

    @property
    def lines(self) -> list[tuple[str, Any, str]]:
        """Return (tone, label, count) of what happens to the rows."""
        lines = [*self._fates, ("wait", _("Warnings"), self.warned)]
        return [(tone, label, f"{count:,}") for tone, label, count in lines]

    @property
    def shares(self) -> list[tuple[str, float]]:
        """Return the bar: (tone, percent) of new, merged, known and rejected rows."""
        rows = max(self.outlook.rows, 1)
        return [(tone, round(100 * n / rows, 1)) for tone, _label, n in self._fates if n]

    @property
    def fixes(self) -> Fixes:
        """Return what a person mended and left out."""
        return Fixes.load(self.draft.fixes)

    @property
    def kept(self) -> list[tuple[Any, str, str]]:
        """Return (field, customers, how) for all that the list says: sealed, fact or plain."""
        return [
            (FIELDS[code].label, f"{count:,}", _how(code))
            for code, count in self.outlook.kept.items()
            if code in FIELDS
        ]

    @property
    def passed_over(self) -> list[str]:
        """Return the headings of filled columns that go nowhere."""
        looks = self.outlook.looks
        return [
            column["heading"] or f"#{column['index'] + 1}"
            for column in self.draft.mapping["columns"]
            if not column["field"] and looks[column["index"]].filled
        ]

    @property
    def money_lines(self) -> list[tuple[Any, int]]:
        """Return the sums of stored value in the file, in fen."""
        labels = {"principal": _("Principal in the file"), "bonus": _("Bonus in the file")}
        return [(label, self._total(key, "in_file")) for key, label in labels.items()]

    @property
    def money_sum(self) -> int:
        """Return their sum, in fen."""
        return sum(fen for _label, fen in self.money_lines)

    @property
    def money_kept_out(self) -> int:
        """Return how much of it stands in rejected rows, in fen."""
        return sum(self._total(key, "rejected") for key in ("principal", "bonus"))

    def _total(self, name: str, part: str) -> int:
        return self.outlook.totals.get(name, {}).get(part, 0)

    @property
    def money_differs(self) -> list[tuple[str, int, int]]:
        """Return (heading, the file's own total row, the sum of its rows) where they differ."""
        found = []
        for column in self.draft.mapping["columns"]:
            stated = _fen(self.outlook.stated.get(str(column["index"]), ""))
            summed = column["field"] in self.outlook.totals and column["field"] != "points"
            in_file = self._total(column["field"], "in_file")
            if summed and stated not in {None, in_file}:
                found.append((column["heading"], stated or 0, in_file))
        return found


def _how(code: str) -> str:
    return "sealed" if code in SEALED else "fact" if code in FACTS else ""


def _fen(stated: float | str) -> int | None:
    try:
        return money.fen(stated)
    except money.NotMoney:
        return None


def side_of(draft: ImportDraft) -> Side | None:
    """Return the dry run of a draft; None while it is read for the first time."""
    outlook = outlook_on(draft)
    return Side(draft, outlook) if outlook else None

"""One row of the file, understood."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from hebe.customers.legacy.mapping import Column
from hebe.customers.legacy.opening import MONEY, Opening
from hebe.customers.legacy.problems import REJECT, WARN, Problem
from hebe.customers.legacy.sheets import Cell

# What a person decides where two people seem to have one mobile: SAME person, or her OWN file.
DECISION, SAME, OWN = "same_phone", "same", "own"
# One reason a row: the first of these that applies.
REASONS_IN_ORDER = (
    "skipped",
    "no_phone",
    "bad_phone",
    "no_name",
    "negative_balance",
    "bad_balance",
    "bad_course",
    "same_phone_other_person",
)


@dataclass(slots=True)
class ParsedRow:
    """A customer as one row tells her.

    `values` holds text, dates and whole numbers by field code, only where the row says
    something. `stated` is the opening as in the file, before a person's corrections. Who shares
    another's mobile has no `phone` of her own, but it among `further_phones`.
    """

    row_no: int
    cells: Sequence[Cell]
    name: str = ""
    phone: str = ""
    further_phones: list[str] = field(default_factory=list)
    tags: tuple[str, ...] = ()
    values: dict[str, Any] = field(default_factory=dict)
    opening: Opening = field(default_factory=Opening)
    stated: Opening = field(init=False)
    problems: list[Problem] = field(default_factory=list)
    rejected: str = ""
    decision: str = ""

    def __post_init__(self) -> None:
        self.stated = self.opening

    def judge(self) -> None:
        """Settle on one reason for rejection, or keep the warnings; name the customer."""
        reasons = {
            problem.code: problem for problem in self.problems if problem.severity == REJECT
        }
        self.rejected = next((code for code in REASONS_IN_ORDER if code in reasons), "")
        kept = [reasons[self.rejected]] if self.rejected else self.problems
        self.problems = [replace(problem, customer=self.name) for problem in kept]

    def says(self) -> set[str]:
        """Return the fields about which the row says something."""
        money = (*MONEY, "points", "courses")
        found = {code for code in money if getattr(self.opening, code)} | self.values.keys()
        found |= {"phone2"} if self.further_phones else set()
        return found | {"tags"} if self.tags else found

    def absorb(self, later: "ParsedRow") -> None:
        """Fill what is empty here from a later row of the same phone; overwrite nothing.

        Differences a person should know of are noted on the later row.
        """
        for code, value in later.values.items():
            self.values.setdefault(code, value)
        self.tags = self.tags or later.tags
        known = {self.phone, *self.further_phones}
        self.further_phones += [n for n in later.further_phones if n not in known]
        if self.opening.fill_from(later.opening):
            later.warn("opening_differs")

    def share_phone(self) -> None:
        """Keep her mobile as one she shares, since it is another's own."""
        self.further_phones = [self.phone, *self.further_phones]
        self.phone = ""

    def reject(self, code: str, **said: Any) -> None:
        """Keep the row out after all, for this reason alone."""
        self.rejected = code
        self.problems = [
            Problem(self.row_no, code, customer=self.name, severity=REJECT, **said)
        ]

    def note(
        self,
        code: str,
        column: Column,
        value: str,
        severity: str = WARN,
        **said: Any,
    ) -> None:
        """Note something about one cell; values are kept short."""
        short = value if len(value) <= 200 else f"{value[:199]}…"
        self.problems.append(
            Problem(self.row_no, code, column.field, column.index, short, severity, **said)
        )

    def warn(self, code: str, **said: Any) -> None:
        """Note something about the row as a whole."""
        self.problems.append(Problem(self.row_no, code, customer=self.name, **said))

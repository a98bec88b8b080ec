"""Problems that one press mends."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hebe.customers.legacy.parsed import DECISION, OWN, SAME
from hebe.customers.legacy.problems import Problem
from hebe.kernel import phones


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a button says, and what is imported instead of the cells."""

    label: Promise
    typed: dict[str, str]


def remedies_of(problem: Problem) -> list[Remedy]:
    """Return the one-press remedies of a problem, if it has any."""
    if problem.code == "negative_balance" and problem.fix:
        return [Remedy(_("Treat as debt"), {problem.field: "0", "debt": problem.fix})]
    if problem.code == "same_phone_other_person":
        return [
            Remedy(_("Her own file, shared mobile"), {DECISION: OWN}),
            Remedy(_("The same person"), {DECISION: SAME}),
        ]
    numbers = phones.split(problem.value)
    if problem.code == "second_phone_in_cell" and len(numbers) > 1:
        swapped = [numbers[1], numbers[0], *numbers[2:]]
        return [Remedy(_("Swap"), {problem.field: "/".join(swapped)})]
    return []

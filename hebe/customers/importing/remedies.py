"""Problems that one press mends."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hebe.customers.legacy.problems import Problem
from hebe.kernel import phones


@dataclass(frozen=True, slots=True)
class Remedy:
    """What a button says, and what is imported instead of the cells."""

    label: Promise
    typed: dict[str, str]


def remedy_of(problem: Problem) -> Remedy | None:
    """Return the one-press remedy of a problem, if it has one."""
    if problem.code == "negative_balance" and problem.fix:
        return Remedy(_("Treat as debt"), {problem.field: "0", "debt": problem.fix})
    numbers = phones.split(problem.value)
    if problem.code == "second_phone_in_cell" and len(numbers) > 1:
        swapped = [numbers[1], numbers[0], *numbers[2:]]
        return Remedy(_("Swap"), {problem.field: "/".join(swapped)})
    return None

"""A rule of law, and which of them some facts break."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from hebe.compliance.choices import Severity
from hebe.compliance.rules import Facts
from hebe.kernel.errors import Text


@dataclass(frozen=True, slots=True)
class Rule:
    """One legal rule as it stood between two days, in one jurisdiction and below it.

    `relaxable` holds the triggers at which the law leaves the severity to the group, with
    the severity that applies out of the box there. `advises` says better than `advice` what to
    do next, where the facts tell.
    """

    id: str
    triggers: tuple[str, ...]
    condition: Callable[[Facts], bool]
    needs: tuple[str, ...]
    message: Text
    advice: Text
    source: str
    title: Text
    version: int = 1
    severity: Severity = Severity.BLOCK
    relaxable: Mapping[str, Severity] = field(default_factory=dict)
    advises: Callable[[Facts], Text] | None = None
    jurisdiction: str = "CN"
    valid_from: date = date(2009, 12, 11)
    valid_to: date | None = None

    def applies(self, trigger: str, jurisdiction: str, on: date) -> bool:
        """Say whether the rule is asked at `trigger`, in force there and then."""
        here = jurisdiction == self.jurisdiction or jurisdiction.startswith(
            f"{self.jurisdiction}-"
        )
        in_force = self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)
        return here and in_force and trigger in self.triggers

    def advice_for(self, facts: Facts) -> Text:
        """Return what to do next, given the facts that broke it."""
        return (self.advises and self.advises(facts)) or self.advice

    def severity_at(self, trigger: str, chosen: str = "") -> Severity:
        """Return how hard the rule is at `trigger`, given what the group chose."""
        if trigger not in self.relaxable:
            return self.severity
        return Severity(chosen or self.relaxable[trigger])


def missing_facts(rule: Rule, facts: Facts) -> list[str]:
    """Return the facts that a rule needs and was not given."""
    return [name for name in rule.needs if name not in facts]


def broken(
    rules: Iterable[Rule], trigger: str, facts: Facts, *, jurisdiction: str, on: date
) -> list[Rule]:
    """Return the rules that these facts break at `trigger`, in the order of the registry."""
    return [
        rule
        for rule in rules
        if rule.applies(trigger, jurisdiction, on) and rule.condition({**facts, "on": on})
    ]

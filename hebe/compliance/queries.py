"""What the rules are for one group, and what they found."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from hebe.access.actor import Actor, requires
from hebe.compliance.choices import Severity
from hebe.compliance.judging import Parameter, Rule
from hebe.compliance.models import Finding, RuleParameter, RuleSetting
from hebe.compliance.red_lines import RULES


@dataclass(frozen=True, slots=True)
class Number:
    """What a group and its stores set for a parameter of a rule; store keys to values."""

    parameter: Parameter
    chosen: int | None
    stores: dict[int, int]

    @property
    def value(self) -> int:
        """Return what holds where a store set nothing of its own."""
        return self.parameter.default if self.chosen is None else self.chosen


@dataclass(frozen=True, slots=True)
class Standing:
    """A rule as it stands for one group."""

    rule: Rule
    chosen: str
    reason: str
    numbers: tuple[Number, ...] = ()

    @property
    def severity(self) -> Severity:
        """Return how hard it is where the group decides, else what the law says."""
        at = next(iter(self.rule.relaxable), self.rule.triggers[0])
        return self.rule.severity_at(at, self.chosen)


def chosen_severities(actor: Actor, ids: list[str]) -> dict[str, str]:
    """Return what the group chose for these rules; asks nothing when there are none."""
    if not ids:
        return {}
    rows = RuleSetting.objects.of(actor).filter(rule__in=ids).values_list("rule", "severity")
    return dict(rows)


@requires("compliance.view")
def rule_list(actor: Actor) -> list[Standing]:
    """Return every rule in the order of the registry, as it stands for the group."""
    chosen = {s.rule: s for s in RuleSetting.objects.of(actor)}
    rows = list(RuleParameter.objects.of(actor))
    return [
        Standing(
            rule,
            chosen[rule.id].severity if rule.id in chosen else "",
            chosen[rule.id].reason if rule.id in chosen else "",
            tuple(_number(rule, parameter, rows) for parameter in rule.parameters),
        )
        for rule in RULES
    ]


def _number(rule: Rule, parameter: Parameter, rows: list[RuleParameter]) -> Number:
    ours = [row for row in rows if (row.rule, row.name) == (rule.id, parameter.name)]
    chosen = next((row.value for row in ours if row.store_id is None), None)
    stores = {row.store_id: row.value for row in ours if row.store_id is not None}
    return Number(parameter, chosen, stores)


@requires("compliance.view")
def finding_list(actor: Actor) -> QuerySet[Any]:
    """Return the findings at the stores within reach, newest first."""
    rows = Finding.objects.reached(actor, "compliance.view")
    return rows.order_by("-at", "-pk")

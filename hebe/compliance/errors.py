"""What a red line says."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from hebe.compliance.judging import Rule
from hebe.kernel.errors import Refused


class RedLine(Refused):
    """The law forbids it: nobody in the house may wave it through.

    `rules` are all broken rules, the first one speaks. `facts`, `trigger` and `subject` are
    the evidence that the surface keeps once the act has been rolled back.
    """

    message = _("A red line forbids this. Nothing was changed.")

    def __init__(
        self,
        rules: Sequence[Rule],
        *,
        trigger: str,
        facts: Mapping[str, Any],
        subject: str = "",
    ) -> None:
        super().__init__(rules[0].message)
        self.rules = tuple(rules)
        self.trigger = trigger
        self.facts = dict(facts)
        self.subject = subject
        self.advice = rules[0].advice_for(facts)
        self.details = {"rules": self.rule_ids, "source": self.source}

    @property
    def rule_id(self) -> str:
        """Return the id of the rule that speaks, such as `LIC-02`."""
        return self.rules[0].id

    @property
    def rule_ids(self) -> list[str]:
        """Return the ids of every broken rule."""
        return [rule.id for rule in self.rules]

    @property
    def source(self) -> str:
        """Return where the law says so."""
        return self.rules[0].source


class RedLineWarning(RedLine):
    """It may go on once somebody says why; the reason is kept."""

    message = _("This needs a reason before it can go on. Nothing was changed.")


class RuleNotYours(Refused):
    """The law decides this rule, not the group."""

    message = _("The law sets this rule; a group cannot relax it. Nothing was changed.")
    advice = _("Leave it as it is; the list says which rules a group may set.")


class FactsMissing(RuntimeError):
    """An act asked for a judgement without naming the facts: a fault in our own code."""

"""What a red line says."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from hebe.compliance.judging import Breach, Parameter
from hebe.kernel.errors import Refused, Text


class RedLine(Refused):
    """The law forbids it: nobody in the house may wave it through.

    `breaches` are all broken rules with what they saw, the first one speaks. With `trigger`
    and `subject` they are the evidence that the surface keeps once the act is rolled back.
    """

    message = _("A red line forbids this. Nothing was changed.")

    def __init__(self, breaches: Sequence[Breach], *, trigger: str, subject: str = "") -> None:
        super().__init__(breaches[0].rule.message)
        self.breaches = tuple(breaches)
        self.rules = tuple(breach.rule for breach in breaches)
        self.trigger = trigger
        self.subject = subject
        self.advice = breaches[0].advice
        self.details = {
            "rules": self.rule_ids,
            "source": self.source,
            **breaches[0].parameters,
        }

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


class OutsideTheLaw(Refused):
    """A store set a parameter where the law leaves nothing."""

    message = _("The law leaves %(minimum)s to %(maximum)s here. Nothing was changed.")
    advice: Text = _("Enter a number within these bounds.")
    field = "value"

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(minimum=parameter.minimum, maximum=parameter.maximum)
        self.advice = parameter.why

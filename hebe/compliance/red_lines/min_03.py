"""MIN-03: minors do not pay alone."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import block
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Rule
from hebe.compliance.rules import ADULT, CAPABLE, Facts


def minor_pays_alone(facts: Facts) -> bool:
    """A child under 8 pays, or a minor without the guardian's approval."""
    age = facts["age"]
    if age is None or age >= ADULT:
        return False
    return bool(age < CAPABLE) or not facts["guardian_present"]


RULE = Rule(
    id="MIN-03",
    actions=(block(Trigger.PAY),),
    condition=minor_pays_alone,
    needs=("age", "guardian_present"),
    title=_("Minors do not pay alone"),
    message=_(
        "The customer is under 18 and the guardian has not approved the payment."
        " Nothing was changed."
    ),
    advice=_("Ask the guardian to come, approve and pay."),
    source="《民法典》第十九条、第二十条；法释〔2025〕4号第十条",
)

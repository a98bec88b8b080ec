"""EMR-09: the operation record is signed by the operator within a day."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import record, timer
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Parameter, Rule
from hebe.compliance.rules import Facts


def operation_is_not_recorded(facts: Facts) -> bool:
    """Surgery ended, and who operated has signed no record since it began."""
    return facts["technique"] == "surgery" and not facts["is_recorded_by_performer"]


RULE = Rule(
    id="EMR-09",
    actions=(
        record(Trigger.CLOSE),
        timer(Trigger.CLOSE, hours="record_hours", task=_("Sign the operation record")),
    ),
    condition=operation_is_not_recorded,
    needs=("technique", "is_recorded_by_performer"),
    parameters=(
        Parameter(
            "record_hours",
            title=_("Hours for the operation record"),
            default=24,
            minimum=1,
            maximum=24,
            why=_("The operator signs within 24 hours; a store may ask for it sooner."),
        ),
    ),
    title=_("The operation record is signed within a day"),
    message=_(
        "The operator has not signed a record of the operation yet; it is due within"
        " %(record_hours)s hours."
    ),
    advice=_("Add what was done to the visit's record and sign it."),
    source="《病历书写基本规范》（卫医政发〔2010〕11号）",
)

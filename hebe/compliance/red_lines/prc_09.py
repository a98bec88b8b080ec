"""PRC-09: a doctor examines first."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import block, warn
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Parameter, Rule
from hebe.compliance.rules import Facts


def no_face_consult(facts: Facts) -> bool:
    """No doctor has examined the customer and signed it in the last 30 days."""
    if not facts["medical"]:
        return False
    seen: date | None = facts["consulted_on"]
    return seen is None or seen < facts["on"] - timedelta(days=facts["consult_valid_days"])


RULE = Rule(
    id="PRC-09",
    actions=(warn(Trigger.ORDER, is_open=True), block(Trigger.START)),
    condition=no_face_consult,
    needs=("medical", "consulted_on"),
    title=_("A doctor examines first"),
    message=_(
        "No doctor has signed a face consult for this customer in the last"
        " %(consult_valid_days)s days."
        " Nothing was changed."
    ),
    advice=_("Let a doctor examine the customer and sign the record first."),
    parameters=(
        Parameter(
            "consult_valid_days",
            title=_("A face consult counts for so many days"),
            default=30,
            minimum=1,
            maximum=90,
            why=_(
                "The law asks for an examination before the treatment and names no number of"
                " days. After 90 days a doctor has to look again."
            ),
        ),
    ),
    source="《医师法》第二十四条",
)

"""PRC-08: only a doctor writes diagnosis and plan."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import block
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Rule
from hebe.compliance.rules import Facts


def layman_writes_medicine(facts: Facts) -> bool:
    """Somebody who is not a doctor writes a diagnosis, plan, dose or order."""
    return bool(facts["medical_fields"]) and facts["author_post"] != "doctor"


RULE = Rule(
    id="PRC-08",
    actions=(block(Trigger.CONSULT_SIGN, Trigger.RECORD_SAVE, Trigger.RECORD_SIGN),),
    condition=layman_writes_medicine,
    needs=("author_post", "medical_fields"),
    title=_("Only a doctor writes diagnosis and plan"),
    message=_(
        "Only a doctor may write a diagnosis, findings, a plan, a dose or an order."
        " Nothing was changed."
    ),
    advice=_("Write the customer's wishes in the consult note and hand over to a doctor."),
    source="《医师法》第二十四条、第五十九条；十一部门《关于进一步加强医疗美容行业监管工作的指导意见》（2023）",
)

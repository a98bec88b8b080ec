"""PRC-02: a lead doctor works in the department they are filed for."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import HANDS_ON, block
from hebe.compliance.judging import Rule
from hebe.compliance.rules import LED_BY, Facts, is_led


def lead_is_of_another_department(facts: Facts) -> bool:
    """A lead doctor works outside the departments they are filed for."""
    filed = facts["performer_lead_departments"]
    return bool(facts["medical"] and filed) and not is_led(facts)


RULE = Rule(
    id="PRC-02",
    actions=(block(*HANDS_ON),),
    condition=lead_is_of_another_department,
    needs=LED_BY,
    title=_("A lead doctor works in the department they are filed for"),
    message=_(
        "The doctor is not filed as lead doctor of this item's department. Nothing was changed."
    ),
    advice=_("Choose a lead doctor of the department, or have one supervise."),
    source="《医疗美容服务管理办法》第十一条、第十八条；国卫医发〔2017〕16号",
)

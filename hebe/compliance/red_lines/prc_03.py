"""PRC-03: a lead doctor stands behind every medical item."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import HANDS_ON, block
from hebe.compliance.judging import Rule
from hebe.compliance.rules import LED_BY, Facts, is_led
from hebe.kernel.errors import Text


def no_lead_doctor_supervises(facts: Facts) -> bool:
    """Done by somebody without a filing, and no lead doctor stands behind it."""
    clinician = facts["performer_post"] in {"doctor", "nurse"}
    unfiled = not facts["performer_lead_departments"]
    return bool(facts["medical"] and clinician and unfiled) and not is_led(facts)


def _who_may_supervise(facts: Facts) -> Text:
    """Say who is on duty and could stand behind it; a booking does not know yet."""
    if "leads_on_duty" not in facts:
        return ""
    if names := facts["leads_on_duty"]:
        said = gettext("Name as supervising a lead doctor who is on duty now: %(names)s.")
        return said % {"names": gettext(", ").join(names)}
    return _(
        "No lead doctor of the department is on duty here now. Have one come in and enter the"
        " shift in the roster, or treat the customer another time."
    )


RULE = Rule(
    id="PRC-03",
    actions=(block(*HANDS_ON),),
    condition=no_lead_doctor_supervises,
    needs=LED_BY,
    title=_("A lead doctor stands behind every medical item"),
    message=_(
        "No lead doctor of this item's department performs or supervises it."
        " Nothing was changed."
    ),
    advice=_("Choose a lead doctor of the department, or a store where one is filed."),
    advises=_who_may_supervise,
    source="《医疗美容服务管理办法》第十二条、第十八条",
    speaks_last=True,
)

"""Who may carry it out, and who may write it (compliance base, section 1.4, PRC)."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hebe.compliance import rules
from hebe.compliance.choices import Severity, Trigger
from hebe.compliance.judging import Rule
from hebe.kernel.errors import Text

HANDS_ON = (Trigger.BOOKING, Trigger.START, Trigger.EXECUTE)
LED_BY = (
    "medical",
    "department",
    "performer_post",
    "performer_lead_departments",
    "supervisor_lead_departments",
)


def _who_may_supervise(facts: rules.Facts) -> Text:
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


PEOPLE = (
    Rule(
        id="PRC-01",
        triggers=(*HANDS_ON, Trigger.RECORD_SIGN),
        condition=rules.performer_is_not_registered,
        needs=("medical", "needs_doctor", "performer_post", "performer_is_physician"),
        title=_("Medical work is done by registered clinicians"),
        message=_(
            "The person chosen has no valid physician registration at this store on that day."
            " Nothing was changed."
        ),
        advice=_("Choose a registered doctor, or enter the renewed certificate first."),
        source="《医师法》第十三条至第十五条、第五十七条、第五十九条",
    ),
    Rule(
        id="PRC-02",
        triggers=HANDS_ON,
        condition=rules.lead_is_of_another_department,
        needs=LED_BY,
        title=_("A lead doctor works in the department they are filed for"),
        message=_(
            "The doctor is not filed as lead doctor of this item's department."
            " Nothing was changed."
        ),
        advice=_("Choose a lead doctor of the department, or have one supervise."),
        source="《医疗美容服务管理办法》第十一条、第十八条；国卫医发〔2017〕16号",
    ),
    Rule(
        id="PRC-05",
        triggers=HANDS_ON,
        condition=rules.nurse_is_not_registered,
        needs=("medical", "performer_post", "performer_is_nurse"),
        title=_("Nurses work under a valid registration"),
        message=_(
            "The nurse has no valid registration at this store on that day."
            " Nothing was changed."
        ),
        advice=_("Choose a registered nurse, or enter the renewed certificate first."),
        source="《护士条例》第二十一条",
    ),
    Rule(
        id="PRC-06",
        triggers=HANDS_ON,
        condition=rules.nurse_does_invasive_work,
        needs=("medical", "performer_post", "technique"),
        title=_("Invasive work is a doctor's"),
        message=_(
            "A nurse may not carry out injections, micro-needling, thread lifts or surgery."
            " Nothing was changed."
        ),
        advice=_("Choose a doctor; the nurse can assist."),
        source="《医疗美容服务管理办法》第十八条；《医疗机构管理条例实施细则》第八十一条",
    ),
    # After what no supervision would mend: the first broken rule speaks.
    Rule(
        id="PRC-03",
        triggers=HANDS_ON,
        condition=rules.no_lead_doctor_supervises,
        needs=LED_BY,
        title=_("A lead doctor stands behind every medical item"),
        message=_(
            "No lead doctor of this item's department performs or supervises it."
            " Nothing was changed."
        ),
        advice=_("Choose a lead doctor of the department, or a store where one is filed."),
        advises=_who_may_supervise,
        source="《医疗美容服务管理办法》第十二条、第十八条",
    ),
    Rule(
        id="PRC-08",
        triggers=(Trigger.CONSULT_SIGN, Trigger.RECORD_SAVE, Trigger.RECORD_SIGN),
        condition=rules.layman_writes_medicine,
        needs=("author_post", "medical_fields"),
        title=_("Only a doctor writes diagnosis and plan"),
        message=_(
            "Only a doctor may write a diagnosis, findings, a plan, a dose or an order."
            " Nothing was changed."
        ),
        advice=_("Write the customer's wishes in the consult note and hand over to a doctor."),
        source="《医师法》第二十四条、第五十九条；十一部门《关于进一步加强医疗美容行业监管工作的指导意见》（2023）",
    ),
    Rule(
        id="PRC-09",
        triggers=(Trigger.ORDER, Trigger.START),
        condition=rules.no_face_consult,
        needs=("medical", "consulted_on"),
        relaxable={Trigger.ORDER: Severity.WARN},
        title=_("A doctor examines first"),
        message=_(
            "No doctor has signed a face consult for this customer in the last 30 days."
            " Nothing was changed."
        ),
        advice=_("Let a doctor examine the customer and sign the record first."),
        source="《医师法》第二十四条",
    ),
)

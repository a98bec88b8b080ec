"""PRC-01: medical work is done by registered clinicians."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import HANDS_ON, block
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Rule
from hebe.compliance.rules import Facts, is_clinical


def performer_is_not_registered(facts: Facts) -> bool:
    """A doctor without a valid licence here, or no clinician at all, does it."""
    post = facts["performer_post"]
    if post in {"", "nurse"} or not is_clinical(facts):
        return False
    return post != "doctor" or not facts["performer_is_physician"]


RULE = Rule(
    id="PRC-01",
    actions=(block(*HANDS_ON, Trigger.RECORD_SIGN),),
    condition=performer_is_not_registered,
    needs=("medical", "needs_doctor", "performer_post", "performer_is_physician"),
    title=_("Medical work is done by registered clinicians"),
    message=_(
        "The person chosen has no valid physician registration at this store on that day."
        " Nothing was changed."
    ),
    advice=_("Choose a registered doctor, or enter the renewed certificate first."),
    source="《医师法》第十三条至第十五条、第五十七条、第五十九条",
)

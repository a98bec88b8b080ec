"""MIN-01: no medical aesthetics for minors without their guardian."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import block
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Rule
from hebe.compliance.rules import ADULT, Facts


def minor_is_unaccompanied(facts: Facts) -> bool:
    """Under 18, unless the store takes minors and the guardian is here.

    >>> minor_is_unaccompanied(
    ...     {"medical": True, "age": 17, "accepts_minors": True, "guardian_present": True})
    False
    """
    minor = facts["age"] is not None and facts["age"] < ADULT
    allowed = facts["accepts_minors"] and facts["guardian_present"]
    return bool(facts["medical"] and minor) and not allowed


RULE = Rule(
    id="MIN-01",
    actions=(block(Trigger.BOOKING, Trigger.ARRIVE, Trigger.ORDER, Trigger.START),),
    condition=minor_is_unaccompanied,
    needs=("medical", "age", "accepts_minors", "guardian_present"),
    title=_("No medical aesthetics for minors without their guardian"),
    message=_(
        "The customer is under 18. Without a store that treats minors and the guardian"
        " present, this is not allowed. Nothing was changed."
    ),
    advice=_("Come back with the guardian and proof of kinship, or after turning 18."),
    source="《医疗美容服务管理办法》第十九条；《上海市未成年人保护条例》第四十六条",
)

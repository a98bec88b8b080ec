"""People under age (compliance base, section 2.3, MIN)."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance import rules
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Rule

MINORS = (
    Rule(
        id="MIN-01",
        triggers=(Trigger.BOOKING, Trigger.ARRIVE, Trigger.ORDER, Trigger.START),
        condition=rules.minor_is_unaccompanied,
        needs=("medical", "age", "accepts_minors", "guardian_present"),
        title=_("No medical aesthetics for minors without their guardian"),
        message=_(
            "The customer is under 18. Without a store that treats minors and the guardian"
            " present, this is not allowed. Nothing was changed."
        ),
        advice=_("Come back with the guardian and proof of kinship, or after turning 18."),
        source="《医疗美容服务管理办法》第十九条；《上海市未成年人保护条例》第四十六条",
    ),
    # Who is of age, the law does not say how to find out; without a birthday MIN-01 is blind.
    Rule(
        id="MIN-01-AGE",
        triggers=(Trigger.START,),
        condition=rules.age_is_unknown,
        needs=("medical", "age"),
        title=_("The age is known before medical work"),
        message=_(
            "The customer's birthday is not on file, so nobody can tell whether she is of age."
            " Nothing was changed."
        ),
        advice=_("Look at her identity document, enter the birthday, then start again."),
        source="《医疗美容服务管理办法》第十九条；《上海市未成年人保护条例》第四十六条",
    ),
    Rule(
        id="MIN-03",
        triggers=(Trigger.PAY,),
        condition=rules.minor_pays_alone,
        needs=("age", "guardian_present"),
        title=_("Minors do not pay alone"),
        message=_(
            "The customer is under 18 and the guardian has not approved the payment."
            " Nothing was changed."
        ),
        advice=_("Ask the guardian to come, approve and pay."),
        source="《民法典》第十九条、第二十条；法释〔2025〕4号第十条",
    ),
)

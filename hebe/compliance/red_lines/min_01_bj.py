"""MIN-01-BJ: what Beijing says of minors, in place of the nation's rule."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import block
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Rule
from hebe.compliance.red_lines.min_01 import minor_is_unaccompanied

RULE = Rule(
    id="MIN-01-BJ",
    replaces="MIN-01",
    jurisdiction="CN-BJ",
    actions=(block(Trigger.BOOKING, Trigger.ARRIVE, Trigger.ORDER, Trigger.START),),
    condition=minor_is_unaccompanied,
    needs=("medical", "age", "accepts_minors", "guardian_present"),
    title=_("No medical aesthetics for minors without their guardian (Beijing)"),
    message=_(
        "The customer is under 18. In Beijing this needs a store that treats minors and the"
        " guardian's consent on the spot; the fine is up to 300,000 yuan. Nothing was changed."
    ),
    advice=_("Come back with the guardian and proof of kinship, or after turning 18."),
    source="《北京市未成年人保护条例》第三十条、第六十五条；《医疗美容服务管理办法》第十九条",
    valid_from=date(2021, 6, 1),
)

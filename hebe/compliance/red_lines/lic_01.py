"""LIC-01: medical work needs a valid licence."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import WORK, block
from hebe.compliance.judging import Rule
from hebe.compliance.rules import Facts, is_clinical


def licence_is_missing(facts: Facts) -> bool:
    """Medical work without a licence on file, or with an expired one."""
    if not is_clinical(facts):
        return False
    valid_to: date | None = facts["licence_valid_to"]
    return not facts["licence_no"] or (valid_to is not None and valid_to < facts["on"])


RULE = Rule(
    id="LIC-01",
    actions=(block(*WORK),),
    condition=licence_is_missing,
    needs=("medical", "needs_doctor", "licence_no", "licence_valid_to"),
    title=_("Medical work needs a valid licence"),
    message=_(
        "The store has no valid medical licence on file, so no medical work may be"
        " offered, booked, sold or done there. Nothing was changed."
    ),
    advice=_("Enter the renewed licence in the store's settings, then try again."),
    source="《基本医疗卫生与健康促进法》第三十八条、第九十九条；《医疗机构管理条例》",
)

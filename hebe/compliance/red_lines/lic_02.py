"""LIC-02: the item's department must be on the store's licence."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import WORK, block
from hebe.compliance.judging import Rule
from hebe.compliance.rules import Facts, is_clinical


def department_is_not_licensed(facts: Facts) -> bool:
    """The item's department is not on the store's licence."""
    return is_clinical(facts) and facts["department"] not in facts["licensed_departments"]


RULE = Rule(
    id="LIC-02",
    actions=(block(*WORK),),
    condition=department_is_not_licensed,
    needs=("medical", "needs_doctor", "department", "licensed_departments"),
    title=_("The item's department must be on the store's licence"),
    message=_(
        "This item belongs to a department that is not on the store's licence."
        " Nothing was changed."
    ),
    advice=_("Choose a store that is licensed for it, or another item."),
    source="《医疗机构管理条例》第二十六条；《医疗美容服务管理办法》第十六条",
)

"""LIC-04: a medical item must be filed under its official name."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import WORK, block
from hebe.compliance.judging import Rule
from hebe.compliance.rules import Facts


def item_is_not_filed(facts: Facts) -> bool:
    """A medical item whose official name the place has not filed.

    >>> item_is_not_filed(
    ...     {"medical": True, "catalogue_name": "线雕", "filed_projects": ["激光治疗"]})
    True
    """
    return bool(facts["medical"]) and facts["catalogue_name"] not in facts["filed_projects"]


RULE = Rule(
    id="LIC-04",
    actions=(block(*WORK),),
    condition=item_is_not_filed,
    needs=("medical", "catalogue_name", "filed_projects"),
    title=_("A medical item must be filed under its official name"),
    message=_(
        "The official name of this item is not among those the store has filed with the"
        " health authority. Nothing was changed."
    ),
    advice=_(
        "Choose the official catalogue name, or file the item first and enter it in the"
        " store's licence; until then save it as not on offer."
    ),
    source="《医疗美容服务管理办法》第十六条；《医疗美容项目分级管理目录》",
)

"""LIC-03: the surgical level must suit the institution."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import WORK, block
from hebe.compliance.judging import Rule
from hebe.compliance.rules import HIGHEST_LEVEL, Facts


def level_is_too_high(facts: Facts) -> bool:
    """Surgery above what this kind of institution may do.

    >>> level_is_too_high({"department": "surgery", "level": 2, "institution": "clinic"})
    True
    """
    highest = HIGHEST_LEVEL.get(facts["institution"], 0)
    return bool(facts["department"] == "surgery" and facts["level"] > highest)


RULE = Rule(
    id="LIC-03",
    actions=(block(*WORK),),
    condition=level_is_too_high,
    needs=("department", "level", "institution"),
    title=_("The surgical level must suit the institution"),
    message=_(
        "The surgical level of this item is above what this kind of institution may do."
        " Nothing was changed."
    ),
    advice=_("Refer the customer to an institution of a higher grade."),
    source="《医疗美容项目分级管理目录》（卫办医政发〔2009〕220号）",
)

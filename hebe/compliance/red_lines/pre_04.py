"""PRE-04: major surgery is not sold before a doctor has seen her."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import warn
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Rule
from hebe.compliance.rules import Facts


def sold_before_the_consult(facts: Facts) -> bool:
    """Surgery of level 2 or more is sold, and no doctor has ever signed a record of her."""
    return facts["level"] >= 2 and facts["consulted_on"] is None


RULE = Rule(
    id="PRE-04",
    actions=(warn(Trigger.ORDER),),
    condition=sold_before_the_consult,
    needs=("level", "consulted_on"),
    title=_("Major surgery is not sold before the face consult"),
    message=_(
        "This is surgery of level 2 or above, and no doctor has seen her yet. What she pays now"
        " has to be refundable. Nothing was changed."
    ),
    advice=_("Let a doctor examine her first, or write down that the deposit is refundable."),
    source="《医师法》第二十四条；《医疗美容消费服务合同（示范文本）》",
)

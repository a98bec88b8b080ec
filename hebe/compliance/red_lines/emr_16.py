"""EMR-16: what stays in the body is traceable to its lot."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import block
from hebe.compliance.choices import TRACED, Trigger
from hebe.compliance.judging import Rule
from hebe.compliance.rules import Facts


def injected_without_its_lot(facts: Facts) -> bool:
    """Something was put into the body, and no product with its lot is written down.

    >>> injected_without_its_lot({"technique": "injection", "lots": []})
    True
    """
    return facts["technique"] in TRACED and not facts["lots"]


RULE = Rule(
    id="EMR-16",
    actions=(block(Trigger.CLOSE),),
    condition=injected_without_its_lot,
    needs=("technique", "lots"),
    title=_("What stays in the body is traceable to its lot"),
    message=_(
        "An injection or thread is not finished without the product and its lot."
        " Nothing was changed."
    ),
    advice=_("Enter the product and the lot printed on its package, then finish again."),
    source="《医疗器械监督管理条例》第五十一条、第九十条",
)

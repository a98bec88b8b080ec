"""What a record must hold (compliance base, section 2.3, EMR)."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance import rules
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Rule

RECORDS = (
    Rule(
        id="EMR-16",
        triggers=(Trigger.CLOSE,),
        condition=rules.injected_without_its_lot,
        needs=("technique", "lots"),
        title=_("What stays in the body is traceable to its lot"),
        message=_(
            "An injection or thread is not finished without the product and its lot."
            " Nothing was changed."
        ),
        advice=_("Enter the product and the lot printed on its package, then finish again."),
        source="《医疗器械监督管理条例》第五十一条、第九十条",
    ),
)

"""RX-02: botulinum toxin is not injected again too soon."""

from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import warn
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Parameter, Rule
from hebe.compliance.rules import Facts


def toxin_comes_too_soon(facts: Facts) -> bool:
    """Toxin again before the days that have to lie between two treatments are over."""
    if facts["technique"] != "toxin":
        return False
    last: date | None = facts["last_toxin_on"]
    return last is not None and facts["on"] < last + timedelta(days=facts["toxin_days"])


RULE = Rule(
    id="RX-02",
    actions=(warn(Trigger.START),),
    condition=toxin_comes_too_soon,
    needs=("technique", "last_toxin_on"),
    parameters=(
        Parameter(
            "toxin_days",
            title=_("Days between two toxin treatments"),
            default=84,
            minimum=84,
            maximum=365,
            why=_(
                "The label asks for at least twelve weeks (84 days) between two treatments; a"
                " store may wait longer, up to a year."
            ),
        ),
    ),
    title=_("Botulinum toxin is not injected again too soon"),
    message=_(
        "She had botulinum toxin less than %(toxin_days)s days ago. This needs the doctor's"
        " reason. Nothing was changed."
    ),
    advice=_("Wait until the days are over, or write why it is done all the same."),
    source="《药品管理法》第七十二条；药品说明书用法用量",
)

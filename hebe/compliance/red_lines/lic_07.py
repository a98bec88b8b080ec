"""LIC-07: life beauty uses no needle, drug or energy device."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import block
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Rule
from hebe.compliance.rules import Facts


def life_beauty_is_medical(facts: Facts) -> bool:
    """A needle, drug or energy device under the name of life beauty."""
    return bool(facts["kind"] == "life" and facts["technique"] not in {"none", "care"})


RULE = Rule(
    id="LIC-07",
    actions=(block(Trigger.PUBLISH),),
    condition=life_beauty_is_medical,
    needs=("kind", "technique"),
    title=_("Life beauty uses no needle, drug or energy device"),
    message=_(
        "Needles, injections and energy devices are medical; they cannot go on offer as"
        " life beauty. Nothing was changed."
    ),
    advice=_("Make it a treatment with its official catalogue name."),
    source="《医疗美容服务管理办法》第二条",
)

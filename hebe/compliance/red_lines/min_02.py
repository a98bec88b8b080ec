"""MIN-02: nobody under age is tattooed."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import block
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Rule
from hebe.compliance.rules import ADULT, Facts


def minor_is_tattooed(facts: Facts) -> bool:
    """A tattoo or permanent make-up on somebody under 18; no guardian can allow it."""
    return bool(facts["is_tattoo"]) and facts["age"] is not None and facts["age"] < ADULT


RULE = Rule(
    id="MIN-02",
    actions=(block(Trigger.BOOKING, Trigger.ARRIVE, Trigger.ORDER, Trigger.START),),
    condition=minor_is_tattooed,
    needs=("is_tattoo", "age"),
    title=_("No tattoo or permanent make-up under 18"),
    message=_(
        "The customer is under 18. Tattoos and permanent make-up are forbidden then, also"
        " with the guardian's consent. Nothing was changed."
    ),
    advice=_("Choose another item, or come back after turning 18."),
    source="《未成年人文身治理工作办法》第四条、第五条；《北京市未成年人保护条例》第六十六条",
    valid_from=date(2022, 6, 6),
)

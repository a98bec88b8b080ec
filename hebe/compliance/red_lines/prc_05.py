"""PRC-05: nurses work under a valid registration."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import HANDS_ON, block
from hebe.compliance.judging import Rule
from hebe.compliance.rules import Facts


def nurse_is_not_registered(facts: Facts) -> bool:
    """A nurse whose registration here is missing or expired does it."""
    nursing = facts["medical"] and facts["performer_post"] == "nurse"
    return bool(nursing) and not facts["performer_is_nurse"]


RULE = Rule(
    id="PRC-05",
    actions=(block(*HANDS_ON),),
    condition=nurse_is_not_registered,
    needs=("medical", "performer_post", "performer_is_nurse"),
    title=_("Nurses work under a valid registration"),
    message=_(
        "The nurse has no valid registration at this store on that day. Nothing was changed."
    ),
    advice=_("Choose a registered nurse, or enter the renewed certificate first."),
    source="《护士条例》第二十一条",
)

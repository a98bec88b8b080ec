"""MIN-01-AGE: the age is known before medical work."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import block
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Rule
from hebe.compliance.rules import Facts


def age_is_unknown(facts: Facts) -> bool:
    """Medical work on somebody of whom nobody knows whether she is of age.

    >>> [age_is_unknown({"medical": m, "age": a}) for m, a in ((1, None), (1, 30), (0, None))]
    [True, False, False]
    """
    return bool(facts["medical"]) and facts["age"] is None


RULE = Rule(
    id="MIN-01-AGE",
    actions=(block(Trigger.START),),
    condition=age_is_unknown,
    needs=("medical", "age"),
    title=_("The age is known before medical work"),
    message=_(
        "The customer's birthday is not on file, so nobody can tell whether she is of age."
        " Nothing was changed."
    ),
    advice=_("Look at her identity document, enter the birthday, then start again."),
    source="《医疗美容服务管理办法》第十九条；《上海市未成年人保护条例》第四十六条",
)

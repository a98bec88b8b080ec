"""PRC-07: a nurse works to a lead doctor's signed order."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import block
from hebe.compliance.choices import Trigger
from hebe.compliance.judging import Rule
from hebe.compliance.rules import Facts


def nurse_works_without_order(facts: Facts) -> bool:
    """A nurse does medical work that no lead doctor of the department has ordered."""
    if not facts["medical"] or facts["performer_post"] != "nurse":
        return False
    return facts["department"] not in facts["ordering_departments"]


RULE = Rule(
    id="PRC-07",
    actions=(block(Trigger.EXECUTE),),
    condition=nurse_works_without_order,
    needs=("medical", "performer_post", "department", "ordering_departments"),
    title=_("A nurse works to a lead doctor's signed order"),
    message=_(
        "A nurse carries it out only when a lead doctor of the department has signed the"
        " record it rests on. Nothing was changed."
    ),
    advice=_(
        "Let a lead doctor of the department examine her and sign the record, or let a doctor"
        " carry it out."
    ),
    source="《护士条例》第十七条；《医疗美容服务管理办法》第十八条",
)

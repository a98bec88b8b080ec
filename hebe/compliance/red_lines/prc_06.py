"""PRC-06: invasive work is a doctor's."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.actions import HANDS_ON, block
from hebe.compliance.judging import Rule
from hebe.compliance.rules import INVASIVE, Facts


def nurse_does_invasive_work(facts: Facts) -> bool:
    """Injections, threads, needling and surgery are a doctor's.

    >>> nurse_does_invasive_work(
    ...     {"medical": True, "performer_post": "nurse", "technique": "injection"})
    True
    """
    nursing = facts["medical"] and facts["performer_post"] == "nurse"
    return bool(nursing) and facts["technique"] in INVASIVE


RULE = Rule(
    id="PRC-06",
    actions=(block(*HANDS_ON),),
    condition=nurse_does_invasive_work,
    needs=("medical", "performer_post", "technique"),
    title=_("Invasive work is a doctor's"),
    message=_(
        "A nurse may not carry out injections, micro-needling, thread lifts or surgery."
        " Nothing was changed."
    ),
    advice=_("Choose a doctor; the nurse can assist."),
    source="《医疗美容服务管理办法》第十八条；《医疗机构管理条例实施细则》第八十一条",
)

"""What findings can be asked."""

from django.utils.translation import gettext_lazy as _

from hebe.compliance.choices import Severity, Trigger
from hebe.compliance.models import Finding
from hebe.compliance.queries import finding_list
from hebe.filters import Field, register, subject
from hebe.filters.build import by_day, chosen, containing, words_of

subject("findings", Finding, "compliance.view", finding_list)
register(
    Finding,
    Field(
        "outcome", _("outcome"), "choice", chosen("outcome"), words_of(Severity), always=True
    ),
    Field(
        "trigger", _("asked at"), "choice", chosen("trigger"), words_of(Trigger), always=True
    ),
    Field("rule", _("red line"), "text", containing("rule")),
    Field("at", _("when"), "day", by_day("at", instant=True), always=True),
)

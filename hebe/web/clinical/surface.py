"""What records and treatments show of themselves."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.clinical.choices import RecordState
from hebe.clinical.models import Record
from hebe.web.counts import WAITING, Waiting
from hebe.web.customers.panels import MAIN, PANELS, Panel
from hebe.web.nav import ENTRIES, Entry
from hebe.web.todos.layouts import CLINIC, NUMBERS, Number
from hebe.web.todos.panels import figures

MINE, VIEW = "clinical:mine", "clinical.view"


def _unsigned(actor: Actor) -> QuerySet[Any]:
    mine = Record.objects.of(actor).filter(doctor__user_id=actor.user_id)
    return mine.filter(state=RecordState.DRAFT)


ENTRIES.add(Entry(MINE, _("Records"), "stethoscope", VIEW, "care", 10, thumb=60))
WAITING.add(Waiting(MINE, _unsigned, VIEW, "wait", at_store=False))
PANELS.add(
    Panel("clinical:treatments_of", _("Past treatments"), "clinical.plan", MAIN, 10),
    Panel("clinical:of_customer", _("Medical records"), VIEW, MAIN, 20),
)
NUMBERS.add(Number("treatments", figures.treatments, {CLINIC: 30}))

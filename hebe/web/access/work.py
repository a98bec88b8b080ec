"""The audit trail as a workbook, in the words of its screen."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hebe.access.actor import Actor
from hebe.access.choices import Via
from hebe.jobs.exports import Columns, Sheet, offer_sheet
from hebe.journal.queries import audit_list
from hebe.web.access.words import act_words, subject_words


def _columns(_actor: Actor) -> Columns:
    ways = dict(Via.choices)
    return [
        (_("Number"), lambda row: row.pk),
        (_("When"), lambda row: timezone.localtime(row.at).strftime("%Y-%m-%d %H:%M:%S")),
        (_("Who"), lambda row: row.who),
        (_("What"), lambda row: act_words(row.act)),
        (_("About"), lambda row: subject_words(row.subject)),
        (_("Through"), lambda row: str(ways.get(row.via, row.via))),
        (_("Address"), lambda row: row.ip),
    ]


def _rows(actor: Actor, keys: Sequence[int]) -> Iterable[Any]:
    return audit_list(actor).filter(pk__in=keys).order_by("pk")


offer_sheet(Sheet("audit", gettext_lazy("Audit trail"), "access.audit", _columns, _rows))

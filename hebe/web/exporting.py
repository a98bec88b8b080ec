"""Start the export of a list from its screen."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.jobs.exports import start_export
from hebe.web.screen import go
from hebe.web.tables import Table


def posted(request: HttpRequest) -> QueryDict:
    """Return the filters that the list had when a batch act or an export was pressed."""
    return QueryDict(request.POST.get("matching", ""))


def export_matching(
    request: HttpRequest, actor: Actor, table: type[Table], rows: QuerySet[Any]
) -> HttpResponse:
    """Write all rows that match the list's filters to a workbook, as a job to watch."""
    found = table(actor, posted(request)).matching(rows)
    start_export(actor, sheet=table.key, found=found)
    said = _("The export has started; you can go on working.")
    return go(request, reverse("jobs:list"), said)

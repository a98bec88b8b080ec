"""Between steps 1 and 2: a large list is read as a job, and can be checked again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.customers.importing import check_again
from hebe.customers.models import ImportDraft
from hebe.kernel.errors import NotFound
from hebe.web.customers_import.outlook import STEPS
from hebe.web.jobs.views import context_of
from hebe.web.screen import go, screen


def reading_page(request: HttpRequest, draft: ImportDraft) -> HttpResponse:
    """Show how far the first reading is, or why the file cannot be read."""
    if draft.checking is None:
        raise NotFound
    context = context_of(draft.checking) | {"draft": draft, "steps": STEPS}
    return render(request, "customers_import/reading.html", context)


@require_POST
@screen("customers.import")
def check(request: HttpRequest, actor: Actor, draft_id: int, **_kwargs: Any) -> HttpResponse:
    """Check a list again whose check has stopped."""
    check_again(actor, draft_id=draft_id)
    return go(request, reverse("customers_import:columns", args=[draft_id]))

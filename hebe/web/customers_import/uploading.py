"""Step 1: hand in a list, go on with one, look at earlier imports."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.customers.importing import (
    discard_draft,
    get_draft,
    open_drafts,
    recent_runs,
    upload_list,
)
from hebe.kernel.errors import Refused
from hebe.web.customers_import.forms import UploadForm
from hebe.web.customers_import.outlook import STEPS
from hebe.web.screen import go, screen


def _page(
    request: HttpRequest, actor: Actor, form: UploadForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "steps": STEPS,
        "drafts": open_drafts(actor),
        "runs": recent_runs(actor),
    }
    return render(request, "customers_import/start.html", context, status=status)


@screen("customers.import")
def start(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show the first step, or take a list in."""
    if request.method != "POST":
        return _page(request, actor, UploadForm(actor))
    form = UploadForm(actor, request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, actor, form, status=422)
    upload = form.cleaned_data["file"]
    try:
        draft = upload_list(
            actor,
            name=upload.name,
            content=upload.read(settings.HEBE_UPLOAD_BYTES + 1),
            store_id=form.cleaned_data["store"],
        )
    except Refused as refusal:
        form.add_error("file", f"{refusal} {getattr(refusal, 'advice', '')}".strip())
        return _page(request, actor, form, status=422)
    return go(request, reverse("customers_import:columns", args=[draft.pk]))


@screen("customers.import")
def resume(request: HttpRequest, actor: Actor, draft_id: int, **_kwargs: Any) -> HttpResponse:
    """Go to the step where a list stands."""
    del request
    step = "report" if get_draft(actor, draft_id).job_id else "columns"
    return HttpResponseRedirect(reverse(f"customers_import:{step}", args=[draft_id]))


@require_POST
@screen("customers.import")
def discard(request: HttpRequest, actor: Actor, draft_id: int, **_kwargs: Any) -> HttpResponse:
    """Give up a list that was not imported."""
    discard_draft(actor, draft_id=draft_id)
    return go(request, reverse("customers_import:start"), _("The list was given up."))

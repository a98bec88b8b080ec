"""The advisor's consult note."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.clinical.queries import notes_of
from hebe.clinical.services import write_consult_note
from hebe.kernel.errors import Refused
from hebe.visits.queries import get_visit
from hebe.web.clinical.forms import NoteForm
from hebe.web.screen import go, screen


@screen("clinical.consult")
def note(request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any) -> HttpResponse:
    """Write down a conversation."""
    visit = get_visit(actor, visit_id)
    form = NoteForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"visit": visit, "form": form}
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        try:
            write_consult_note(actor, visit_id=visit_id, **form.cleaned_data)
        except Refused as refusal:
            context |= {"refusal": refusal, "advice": refusal.advice}
        else:
            return go(request, reverse("visits:visit", args=[visit_id]), _("Note kept."))
    htmx = getattr(request, "htmx", False)
    page = "clinical/_note.html" if htmx else "clinical/note.html"
    return render(request, page, context, status=status)


@screen("clinical.consult")
def notes(request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any) -> HttpResponse:
    """List a visit's consult notes beside the doctor's record."""
    found = notes_of(actor, get_visit(actor, visit_id))
    return render(request, "clinical/_notes.html", {"notes": found})

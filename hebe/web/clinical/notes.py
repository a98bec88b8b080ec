"""The advisor's consult note."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.clinical.queries import notes_of
from hebe.clinical.services import write_consult_note
from hebe.visits.queries import get_visit
from hebe.web.clinical.forms import NoteForm
from hebe.web.drawer import drawer
from hebe.web.forms import typed
from hebe.web.screen import go, screen


@screen("clinical.consult")
def note(request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any) -> HttpResponse:
    """Write down a conversation."""
    visit = get_visit(actor, visit_id)
    form = NoteForm(typed(request))
    if form.attempt(lambda: write_consult_note(actor, visit_id=visit_id, **form.cleaned_data)):
        return go(request, reverse("visits:visit", args=[visit_id]), _("Note kept."))
    return drawer(request, "clinical/_note.html", form, visit=visit)


@screen("clinical.consult")
def notes(request: HttpRequest, actor: Actor, *, visit_id: int, **_kwargs: Any) -> HttpResponse:
    """List a visit's consult notes beside the doctor's record."""
    found = notes_of(actor, get_visit(actor, visit_id))
    return render(request, "clinical/_notes.html", {"notes": found})

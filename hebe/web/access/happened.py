"""Screens of recent events and of reactions to them that failed."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.access.queries import store_names
from hebe.journal import queries
from hebe.journal.models import Outbox
from hebe.journal.services import dismiss_delivery, retry_delivery
from hebe.kernel.errors import Invalid
from hebe.web.access.audit import facts_of
from hebe.web.access.happened_tables import EventTable, FailedTable
from hebe.web.access.words import act_words, handler_words, subject_words
from hebe.web.drawer import drawer
from hebe.web.forms import KeptForm
from hebe.web.screen import go, screen
from hebe.web.tables import ticked

AT_ONCE = 500  # reactions that one press decides about
COUNTS = 8  # kinds of event whose number stands above the list


class ReasonForm(KeptForm):
    """Why something need not happen any more."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=200,
        help_text=gettext_lazy("Such as: done by hand. It is kept in the audit trail."),
    )


def _worded(event: Outbox) -> Any:
    told: Any = event
    told.words = act_words(event.name)
    told.subject_words = subject_words(event.audit.subject)
    told.parts = list(event.deliveries.all())
    for part in told.parts:
        part.words = handler_words(part.handler)
    return told


def _tabs(actor: Actor) -> dict[str, int]:
    return {"failed": queries.resting_list(actor).count()}


@screen("journal.events")
def events(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List what happened in the last weeks, below what happened most."""
    page = EventTable(actor, request.GET).page(queries.event_list(actor))
    page.rows = [_worded(row) for row in page.rows]
    counts = [
        (name, act_words(name), many) for name, many in queries.event_counts(actor)[:COUNTS]
    ]
    context = {"page": page, "counts": counts, **_tabs(actor)}
    return render(request, "access/events.html", context)


@screen("journal.events")
def event(request: HttpRequest, actor: Actor, event_id: int) -> HttpResponse:
    """Show one event with what became of it."""
    row = _worded(queries.get_event(actor, event_id))
    context = {
        "row": row,
        "store": store_names(actor).get(row.audit.store_id, ""),
        "facts": facts_of(row.payload),
    }
    return drawer(request, "access/_event.html", **context)


@screen("journal.events")
def failed(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List the reactions that failed to the last attempt."""
    page = FailedTable(actor, request.GET).page(queries.resting_list(actor))
    return render(request, "access/failed.html", {"page": page, **_tabs(actor)})


@require_POST
@screen("journal.events")
def retry(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Send reactions on their way again: one, those ticked, or all that match."""
    keys = _chosen(request, actor)
    for key in keys:
        retry_delivery(actor, delivery_id=key)
    said = ngettext("%(n)s reaction is tried again.", "%(n)s reactions are tried again.",
                    len(keys)) % {"n": len(keys)}  # fmt: skip
    return go(request, reverse("access:failed"), said)


@require_POST
@screen("journal.events")
def dismiss(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Ask why, then let reactions be: one, those ticked, or all that match."""
    keys = _chosen(request, actor)
    form = ReasonForm(request.POST if "reason" in request.POST else None)
    done = form.attempt(lambda: _dismissed(actor, keys, form.cleaned_data["reason"]))
    if done is not None:
        said = ngettext(
            "%(n)s reaction was dismissed.", "%(n)s reactions were dismissed.", done
        )
        return go(request, reverse("access:failed"), said % {"n": done})
    posted = [
        (name, value)
        for name in ("row", "all", "matching")
        for value in request.POST.getlist(name)
    ]
    context = {"form": form, "posted": posted, "count": len(keys)}
    return render(request, "access/dismiss.html", context, status=422 if form.is_bound else 200)


def _dismissed(actor: Actor, keys: list[int], reason: str) -> int:
    for key in keys:
        dismiss_delivery(actor, delivery_id=key, reason=reason)
    return len(keys)


def _chosen(request: HttpRequest, actor: Actor) -> list[int]:
    rows = queries.resting_list(actor)
    if request.POST.get("all") == "1":
        matching = QueryDict(request.POST.get("matching", ""))
        found = FailedTable(actor, matching).matching(rows).order_by("pk")
        keys = list(found.values_list("pk", flat=True)[:AT_ONCE])
    else:
        keys = ticked(request.POST)
    if not keys:
        raise Invalid("row", _("Tick at least one reaction."))
    return keys

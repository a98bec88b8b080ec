"""Whom late work is told to."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hebe.access.actor import Actor
from hebe.todos.kinds import KINDS
from hebe.todos.queries import escalation_steps
from hebe.todos.services import set_escalation_step, stop_escalation_step
from hebe.web.drawer import drawer
from hebe.web.forms import key_in, typed
from hebe.web.screen import go, screen
from hebe.web.todos.settings_forms import EscalationForm

SHOWN = ("kind", "position", "after_minutes", "to", "post", "repeat_minutes", "times")


@require_GET
@screen("todos.escalation")
def escalation(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show every kind of work with its steps."""
    found = escalation_steps(actor)
    kinds = [(kind, found[code]) for code, kind in KINDS.items()]
    return render(request, "todos/escalation.html", {"kinds": kinds})


@screen("todos.escalation")
def step(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Add a step, or change the one of that place."""
    form = EscalationForm(typed(request), initial=_present(actor, request))
    if form.attempt(lambda: set_escalation_step(actor, **form.cleaned_data)):
        return go(request, reverse("todos:escalation"), _("The step was saved."))
    return drawer(request, "todos/_escalation_step.html", form)


def _present(actor: Actor, request: HttpRequest) -> dict[str, Any]:
    """Return the step that was asked for, or a first guess at the next one of its kind."""
    kind, position = request.GET.get("kind", ""), key_in(request.GET.get("position"))
    standing = escalation_steps(actor).get(kind, [])
    found = next((row for row in standing if row.position == position), None)
    if found is not None:
        return {name: getattr(found, name) for name in SHOWN}
    last = standing[-1] if standing else None
    return {
        "kind": kind,
        "position": last.position + 1 if last else 1,
        "after_minutes": last.after_minutes * 2 if last else 240,
    }


@require_POST
@screen("todos.escalation")
def stop(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Tell nobody by this step any more."""
    position = key_in(request.POST.get("position")) or 0
    stop_escalation_step(actor, kind=request.POST.get("kind", ""), position=position)
    return go(request, reverse("todos:escalation"), _("The step is no longer used."))

"""What is followed up after an item."""

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hebe.access.actor import Actor
from hebe.care.queries import all_steps
from hebe.care.services import set_follow_up_step, stop_follow_up_step
from hebe.web.drawer import drawer
from hebe.web.forms import key_in, typed
from hebe.web.screen import go, screen
from hebe.web.todos.forms import StepForm


@require_GET
@screen("care.view")
def steps(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show every item's steps, the general ones first."""
    rows = list(all_steps(actor))
    groups = [(rows[0].item, rows) for rows in _by_item(rows)]
    return render(request, "todos/steps.html", {"groups": groups})


def _by_item(rows: list[Any]) -> list[list[Any]]:
    ordered = sorted(rows, key=lambda step: (step.item_id or 0, step.day))
    return [list(group) for _key, group in groupby(ordered, key=lambda step: step.item_id)]


@screen("care.steps")
def step(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Add a step or change the one of that day."""
    asked = {name: request.GET.get(name, "") for name in ("item_id", "day")}
    form = StepForm(
        actor,
        typed(request),
        initial=_present(actor, asked) | {k: v for k, v in asked.items() if v},
    )
    if form.attempt(lambda: set_follow_up_step(actor, **form.cleaned_data)):
        return go(request, reverse("todos:steps"), _("The step was saved."))
    return drawer(request, "todos/_step.html", form)


def _present(actor: Actor, asked: dict[str, str]) -> dict[str, Any]:
    """Return what stands for that item and day."""
    day = key_in(asked["day"])
    if day is None:
        return {}
    item = key_in(asked["item_id"])
    found = all_steps(actor).filter(item_id=item, day=day).first()
    return {"title": found.title, "script": found.script} if found else {}


@require_POST
@screen("care.steps")
def remove(request: HttpRequest, actor: Actor, step_id: int, **_kwargs: Any) -> HttpResponse:
    """Stop asking this after future treatments."""
    stopped = stop_follow_up_step(actor, step_id=step_id)
    said = _("%(title)s is no longer asked.") % {"title": stopped.title}
    return go(request, reverse("todos:steps"), said)

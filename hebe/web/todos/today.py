"""Today's work: every role's first page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.web.finding import quick_acts
from hebe.web.screen import screen
from hebe.web.todos.desk import Desk
from hebe.web.todos.layouts import laid_out


@require_GET
@screen()
def today(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show what waits for this person today."""
    desk = Desk(actor, clock.now(), request.GET)
    context = {"desk": desk, "page": laid_out(desk), "now": desk.moment}
    context["acts"] = quick_acts(actor)
    return render(request, "todos/today.html", context)

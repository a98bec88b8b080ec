"""The lines under the bell."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from hebe.access.actor import Actor
from hebe.todos import queries, services
from hebe.web.screen import go, is_htmx, screen


@screen()
def notifications(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show the newest lines under the bell; a POST marks them all as read."""
    if request.method == "POST":
        services.read_notifications(actor)
        details: Any = getattr(request, "htmx", None)
        where = getattr(details, "current_url_abs_path", None)
        return go(request, str(where or reverse("todos:today")))
    rows = queries.notifications(actor)
    context = {
        "rows": rows,
        "new": sum(row.read_at is None for row in rows),
        "template": "todos/_bell.html",
    }
    page = "todos/_bell.html" if is_htmx(request) else "todos/alone.html"
    return render(request, page, context)

"""The lines under the bell."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from hebe.access.actor import Actor
from hebe.todos import queries, services
from hebe.web.drawer import drawer
from hebe.web.screen import go, screen


@screen()
def notifications(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show the newest lines under the bell; a POST marks them all as read."""
    if request.method == "POST":
        services.read_notifications(actor)
        details: Any = getattr(request, "htmx", None)
        where = getattr(details, "current_url_abs_path", None)
        return go(request, str(where or reverse("todos:today")))
    rows = queries.notifications(actor)
    new = sum(row.read_at is None for row in rows)
    return drawer(request, "todos/_bell.html", rows=rows, new=new)

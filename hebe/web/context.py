"""What every page of the shell knows."""

from typing import Any

from django.http import HttpRequest

from hebe.access.queries import my_stores
from hebe.todos.queries import unread_count
from hebe.web.middleware import acting
from hebe.web.nav import sections, tabs


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the actor, the navigation and the stores; nothing for strangers and fragments."""
    actor = acting(request)
    if actor is None or getattr(request, "htmx", False):
        return {"actor": actor}
    stores = my_stores(actor)
    return {
        "actor": actor,
        "nav": sections(actor, request.path),
        "tabbar": tabs(actor, request.path),
        "stores": stores,
        "store": next((s for s in stores if s.pk == actor.store_id), None),
        "unread": unread_count(actor),
        "user": getattr(request, "hebe_user", None),
    }

"""What every page of the shell knows."""

from typing import Any

from django.http import HttpRequest

from hebe.access.queries import my_stores
from hebe.web.counts import BELL, waiting
from hebe.web.middleware import acting
from hebe.web.nav import sections, tabs


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the actor, the navigation and the stores; nothing for strangers and fragments."""
    actor = acting(request)
    if actor is None or getattr(request, "htmx", False):
        return {"actor": actor}
    stores, counts = my_stores(actor), waiting(actor)
    return {
        "actor": actor,
        "nav": sections(actor, request.path, counts),
        "tabbar": tabs(actor, request.path, counts),
        "stores": stores,
        "store": next((s for s in stores if s.pk == actor.store_id), None),
        "unread": counts[BELL],
        "user": getattr(request, "hebe_user", None),
    }

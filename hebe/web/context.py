"""What every page of the shell knows."""

from typing import Any

from django.http import HttpRequest

from hebe.access.queries import my_store, my_stores
from hebe.web.counts import waiting
from hebe.web.frame import pieces
from hebe.web.middleware import acting
from hebe.web.nav import sections, tabs


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the actor, the navigation and the stores; nothing for strangers and fragments."""
    actor = acting(request)
    if actor is None or getattr(request, "htmx", False):
        return {"actor": actor}
    counts = waiting(actor)
    return {
        "actor": actor,
        "nav": sections(actor, request.path, counts),
        "tabbar": tabs(actor, request.path, counts),
        "open_stores": my_stores(actor),
        "open_store": my_store(actor),
        "counts": counts,
        "pieces": pieces(actor),
        "user": getattr(request, "hebe_user", None),
    }

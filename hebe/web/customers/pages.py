"""A customer's own page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from hebe.access.actor import Actor
from hebe.customers import queries
from hebe.customers.models import Customer
from hebe.customers.queries.timeline import page_of
from hebe.journal.publish import record_view
from hebe.tenancy.words import advisor_word
from hebe.web.customers.panels import acts_on, panels_of
from hebe.web.screen import is_htmx, screen

TABS = ("overview", "timeline", "file", "changes")


@require_GET
@screen("customers.view")
def detail(
    request: HttpRequest, actor: Actor, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """Show everything of one customer; that it was looked at stays in the audit trail."""
    tab = request.GET.get("tab", "overview")
    tab = tab if tab in TABS else "overview"
    she = queries.profile(actor, customer_id)
    her = Customer(pk=customer_id, home_store_id=she.card.store_id)
    record_view(actor, her, what="CustomerViewed")
    context: dict[str, Any] = {
        "she": she,
        "card": she.card,
        "advisor_word": advisor_word,
        "tab": tab,
        "panels": panels_of(actor, customer_id),
        "acts": acts_on(actor, customer_id),
        "may_see_changes": actor.may("customers.history"),
    }
    if tab in {"overview", "timeline"}:
        kind, before = _kind(request), request.GET.get("before", "")
        line = page_of(actor, her, kind=kind, before=before)
        context |= {"line": line, "kind": kind}
        context["kinds"] = queries.KINDS.items()
    elif tab == "changes":
        context["changes"] = queries.change_history(actor, customer_id)
    return render(request, "customers/detail.html", context)


def _kind(request: HttpRequest) -> str:
    kind = request.GET.get("kind", "")
    return kind if kind in queries.KINDS else ""


@require_GET
@screen("customers.view")
def timeline(
    request: HttpRequest, actor: Actor, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """Return a page of the timeline: the whole card, or the earlier moments under it."""
    before = request.GET.get("before", "")
    line = queries.timeline(actor, customer_id, kind=_kind(request), before=before)
    page = "customers/_moments.html" if before else "customers/_timeline.html"
    context = {
        "line": line,
        "kind": _kind(request),
        "kinds": queries.KINDS.items(),
        "customer_id": customer_id,
    }
    return render(request, page, context)


@require_GET
@screen("customers.history")
def changes(
    request: HttpRequest, actor: Actor, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """Show who changed or looked at what of her."""
    found = queries.change_history(actor, customer_id)
    if is_htmx(request):
        return render(request, "customers/_changes.html", {"changes": found})
    she = queries.profile(actor, customer_id)
    context = {"she": she, "card": she.card, "tab": "changes", "changes": found}
    context |= {"acts": acts_on(actor, customer_id), "may_see_changes": True}
    return render(request, "customers/detail.html", context)

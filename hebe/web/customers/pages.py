"""A customer's own page."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from hebe.access.actor import Actor
from hebe.customers import queries
from hebe.customers.models import Customer
from hebe.customers.queries.timeline import page_of
from hebe.journal.publish import record_view
from hebe.tenancy.words import advisor_word
from hebe.web.screen import is_htmx, screen

TABS = ("overview", "timeline", "file", "changes")
PANELS = (
    (
        "next",
        "scheduling:of_customer",
        "scheduling.view",
        pgettext_lazy("customer", "Appointments"),
    ),
    ("main", "clinical:treatments_of", "clinical.plan", _("Past treatments")),
    ("main", "clinical:of_customer", "clinical.view", _("Medical records")),
    ("main", "care:of_customer", "care.view", _("Follow-ups")),
    ("side", "billing:of_customer", "billing.view", _("Orders")),
    ("side", "visits:of_customer", "visits.view", _("Visits")),
)
ACTS = (
    ("todos:create", "todos.create", "phone", _("Follow up")),
    ("visits:arrive", "visits.arrive", "door-enter", _("Register arrival")),
    ("scheduling:book", "scheduling.book", "calendar-plus", _("Book")),
)


def address(name: str, *args: object) -> str:
    """Return the address of a screen of another app, or "" when there is none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def _panels(actor: Actor, customer_id: int) -> dict[str, list[dict[str, Any]]]:
    """Return what higher apps say about her: titles and addresses of fragments, by place."""
    found: dict[str, list[dict[str, Any]]] = {"next": [], "main": [], "side": []}
    for place, name, right, title in PANELS:
        url = address(name, customer_id) if actor.may(right) else ""
        if url:
            found[place].append({"url": url, "title": title})
    return found


def _acts(actor: Actor, customer_id: int) -> list[dict[str, Any]]:
    """Return what may be done with her next, the main act last."""
    found = []
    for name, right, icon, label in ACTS:
        url = address(name) if actor.may(right) else ""
        if url:
            found.append({"url": f"{url}?customer={customer_id}", "icon": icon, "label": label})
    return found


@require_GET
@screen("customers.view")
def detail(
    request: HttpRequest, actor: Actor, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """Show everything of one customer; that it was looked at stays in the audit trail."""
    tab = request.GET.get("tab", "overview")
    tab = tab if tab in TABS else "overview"
    she = queries.profile(actor, customer_id)
    record_view(actor, Customer(pk=customer_id), what="CustomerViewed")
    context: dict[str, Any] = {
        "she": she,
        "card": she.card,
        "advisor_word": advisor_word,
        "tab": tab,
        "panels": _panels(actor, customer_id),
        "acts": _acts(actor, customer_id),
        "may_see_changes": actor.may("customers.history"),
    }
    if tab in {"overview", "timeline"}:
        kind, before = _kind(request), request.GET.get("before", "")
        line = page_of(actor, customer_id, kind=kind, before=before)
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
    context |= {"acts": _acts(actor, customer_id), "may_see_changes": True}
    return render(request, "customers/detail.html", context)

"""Enter a customer, and change what is kept of her."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.customers import services
from hebe.customers.queries import get_customer
from hebe.web.customers.edit_form import EditForm
from hebe.web.customers.forms import NewForm, QuickForm
from hebe.web.forms import typed
from hebe.web.screen import go, is_htmx, screen


@screen("customers.create")
def create(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Enter a customer: quickly in the drawer, or in full on a page of its own."""
    full = "full" in request.GET
    kind = NewForm if full else QuickForm
    initial = {"home_store_id": actor.store_id, **_guess(request.GET.get("q", ""))}
    form = kind(actor, typed(request), initial=initial)
    made = form.attempt(lambda: services.create_customer(actor, **form.details()))
    if made is not None:
        address = reverse("customers:detail", args=[made.pk])
        return go(request, address, _("%(name)s was entered.") % {"name": made.name})
    context = {"form": form, "full": full, "taken": form.taken}
    page = "customers/create.html"
    if is_htmx(request) and not full:
        page = "customers/_create.html"
    return render(request, page, context, status=422 if form.is_bound else 200)


def _guess(text: str) -> dict[str, str]:
    """Return what was searched for in vain, as the field it belongs to."""
    text = text.strip()[:60]
    if not text:
        return {}
    return {"phone" if text[0] in "+0123456789" else "name": text}


@screen("customers.edit")
def edit(request: HttpRequest, actor: Actor, customer_id: int, **_kwargs: Any) -> HttpResponse:
    """Change a customer's data."""
    customer = get_customer(actor, customer_id, "customers.edit")
    form = EditForm(actor, customer, typed(request))
    saved = form.attempt(
        lambda: services.update_customer(actor, customer_id=customer_id, **form.details())
    )
    if saved is not None:
        return go(request, reverse("customers:detail", args=[customer_id]), _("Saved."))
    context = {"form": form, "customer": customer, "taken": form.taken}
    status = 422 if form.is_bound else 200
    return render(request, "customers/edit.html", context, status=status)

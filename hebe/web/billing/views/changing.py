"""Open an order at the counter; call one off."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from hebe.access.actor import Actor
from hebe.billing.queries import get_order
from hebe.billing.services import cancel_order
from hebe.checkout.services import sell
from hebe.customers.queries.search import search
from hebe.kernel.errors import Invalid, Refused
from hebe.web.billing.forms import ReasonForm
from hebe.web.screen import go, is_htmx, screen

CHOICES = 8


@require_http_methods(["GET", "POST"])
@screen("billing.order")
def new(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Choose whom to sell to; the order opens empty and its lines are added on its page."""
    if request.method == "POST":
        return _opened(request, actor)
    text = request.GET.get("q", "")
    hits = search(actor, text, limit=CHOICES) if text.strip() else []
    context = {"q": text, "hits": [hit for hit in hits if hit.within_reach]}
    if request.GET.get("part") == "hits":
        return render(request, "billing/_customers_found.html", context)
    return render(request, _drawer_or_page(request, "new"), context)


def _opened(request: HttpRequest, actor: Actor) -> HttpResponse:
    customer = request.POST.get("customer", "")
    if not customer.isascii() or not customer.isdigit() or actor.store_id is None:
        raise Invalid("customer", _("Choose a customer."))
    order = sell(actor, store_id=actor.store_id, customer_id=int(customer[:18]), lines=())
    said = _("Order %(number)s is open. Add what she buys.") % {"number": order.number}
    return go(request, reverse("billing:order", args=[order.pk]), said)


@require_http_methods(["GET", "POST"])
@screen("billing.cancel")
def cancel(request: HttpRequest, actor: Actor, order_id: int, **_kwargs: Any) -> HttpResponse:
    """Ask why, then call the order off."""
    order = get_order(actor, order_id)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_order(actor, order_id=order_id, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            said = _("Order %(number)s is cancelled.") % {"number": order.number}
            return go(request, reverse("billing:order", args=[order_id]), said)
    context = {"form": form, "order": order}
    status = 422 if form.errors else 200
    return render(request, _drawer_or_page(request, "cancel"), context, status=status)


def _drawer_or_page(request: HttpRequest, name: str) -> str:
    return f"billing/_{name}.html" if is_htmx(request) else f"billing/{name}.html"

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
from hebe.kernel.errors import Invalid
from hebe.web.billing.forms import ReasonForm
from hebe.web.drawer import drawer
from hebe.web.forms import key_in, typed
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
    page = "billing/_new.html" if is_htmx(request) else "billing/new.html"
    return render(request, page, context)


def _opened(request: HttpRequest, actor: Actor) -> HttpResponse:
    customer = key_in(request.POST.get("customer"))
    if customer is None or actor.store_id is None:
        raise Invalid("customer", _("Choose a customer."))
    order = sell(actor, store_id=actor.store_id, customer_id=customer, lines=())
    said = _("Order %(number)s is open. Add what she buys.") % {"number": order.number}
    return go(request, reverse("billing:order", args=[order.pk]), said)


@require_http_methods(["GET", "POST"])
@screen("billing.cancel")
def cancel(request: HttpRequest, actor: Actor, order_id: int, **_kwargs: Any) -> HttpResponse:
    """Ask why, then call the order off."""
    order = get_order(actor, order_id)
    form = ReasonForm(typed(request))
    if form.attempt(lambda: cancel_order(actor, order_id=order_id, **form.cleaned_data)):
        said = _("Order %(number)s is cancelled.") % {"number": order.number}
        return go(request, reverse("billing:order", args=[order_id]), said)
    return drawer(request, "billing/_cancel.html", form, order=order)

"""The lines of an order: find, add, change, take off."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hebe.access.actor import Actor
from hebe.billing.models import OrderLine
from hebe.billing.queries import get_line, get_order, limit_of
from hebe.billing.services import Wanted, change_line, offer_price, remove_line
from hebe.checkout.services import add_to_order
from hebe.compliance.errors import RedLineWarning
from hebe.kernel.errors import Invalid
from hebe.kernel.money import yuan
from hebe.web.billing.forms import LineForm
from hebe.web.billing.page import found_things, order_page
from hebe.web.drawer import drawer
from hebe.web.forms import key_in, typed
from hebe.web.screen import go, screen

SOLD = {"item": "item_id", "product": "product_id", "bundle": "bundle_id"}


@require_GET
@screen("billing.order")
def find(request: HttpRequest, actor: Actor, order_id: int, **_kw: Any) -> HttpResponse:
    """Show what a typed text finds, ready to be added."""
    order, text = get_order(actor, order_id), request.GET.get("q", "")
    context = {"found": found_things(actor, text), "q": text, "order_id": order.pk}
    return render(request, "billing/_found.html", context)


@require_POST
@screen("billing.order")
def add(request: HttpRequest, actor: Actor, order_id: int, **_kw: Any) -> HttpResponse:
    """Add the chosen thing, or the only one that the typed text finds."""
    text, key = request.POST.get("q", ""), request.POST.get("thing", "")
    found = found_things(actor, text) if not key else []
    if not key and len(found) != 1:
        return order_page(request, actor, order_id, status=422, found=found, q=text, asked=True)
    key = key or found[0]["key"]
    reason = request.POST.get("reason", "")[:200]
    try:
        lines = add_to_order(actor, order_id=order_id, wanted=_wanted(key), reason=reason)
    except RedLineWarning as warning:
        return order_page(request, actor, order_id, status=422, warning=warning, thing=key)
    name = lines[0].bundle_name or lines[0].name
    return _back(request, lines[0], _("%(name)s was added.") % {"name": name})


def _wanted(key: str) -> Wanted:
    kind, _dash, number = key.partition("-")
    row = key_in(number)
    if kind not in SOLD or row is None:
        raise Invalid("thing", _("Choose an item, a product or a bundle."))
    chosen: dict[str, Any] = {SOLD[kind]: row}
    return Wanted(**chosen)


@require_POST
@screen("billing.order")
def quantity(request: HttpRequest, actor: Actor, line_id: int, **_kw: Any) -> HttpResponse:
    """Set how many are sold."""
    found, wanted = get_line(actor, line_id), key_in(request.POST.get("quantity"))
    if wanted is None:
        raise Invalid("quantity", _("Enter a whole number."))
    line = change_line(actor, line_id=found.pk, quantity=wanted)
    return _back(request, line)


@require_POST
@screen("billing.order")
def remove(request: HttpRequest, actor: Actor, line_id: int, **_kw: Any) -> HttpResponse:
    """Take a line off, or the whole bundle that it belongs to."""
    line = get_line(actor, line_id)
    remove_line(actor, line_id=line_id)
    name = line.bundle_name or line.name
    return _back(request, line, _("%(name)s was taken off.") % {"name": name})


@require_http_methods(["GET", "POST"])
@screen("billing.order")
def change(request: HttpRequest, actor: Actor, line_id: int, **_kw: Any) -> HttpResponse:
    """Change quantity and price of a line, with the reason of a discount."""
    line = get_line(actor, line_id)
    start = {"quantity": line.quantity, "price_fen": yuan(line.price_fen)}
    form = LineForm(typed(request), initial=start)
    done = form.attempt(lambda: _offer(actor, line, form.cleaned_data))
    if done is not None:
        return _back(request, line, done)
    limit = limit_of(actor, line.order.store_id)
    return drawer(request, "billing/_line_form.html", form, line=line, limit=limit)


def _offer(actor: Actor, line: OrderLine, entered: dict[str, Any]) -> str:
    """Change the line, or ask for its price; return what to say."""
    if offer_price(actor, line_id=line.pk, **entered) is None:
        return _("The price was changed.")
    return _("This price is above your limit: the request was sent to the manager.")


def _back(request: HttpRequest, line: OrderLine, said: str = "") -> HttpResponse:
    return go(request, reverse("billing:order", args=[line.order_id]), said)

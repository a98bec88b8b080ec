"""The till: who waits, and what came in today."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hebe.access.actor import Actor
from hebe.billing.queries import paid_on
from hebe.checkout.errors import VisitHasOpenOrder
from hebe.checkout.queries import waiting
from hebe.checkout.services import bill_visit
from hebe.customers.queries.cards import cards_by_key
from hebe.kernel import clock
from hebe.payments.queries import takings
from hebe.web.billing.forms import ICONS
from hebe.web.screen import go, is_htmx, screen

LATEST = 8


@require_GET
@screen("payments.view")
def till(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Show who waits to pay and today's takings; a fragment asks again every few seconds."""
    if actor.store_id is None:
        return render(request, "billing/till.html", {"rows": [], "takings": []})
    day = clock.today(actor.zone)
    rows = waiting(actor, store_id=actor.store_id)
    sees_orders = actor.may("billing.view", actor.store_id)
    paid = paid_on(actor, store_id=actor.store_id, day=day, most=LATEST) if sees_orders else []
    cards = cards_by_key(actor, {row.customer.pk for row in rows}, at=[actor.store_id])
    came_in = takings(actor, store_id=actor.store_id, day=day)
    context = {
        "rows": [(row, cards.get(row.customer.pk)) for row in rows],
        "here": sum(row.at_till for row in rows),
        "takings": [(taking, ICONS[taking.method]) for taking in came_in],
        "net_fen": sum(taking.net_fen for taking in came_in),
        "payments": sum(taking.count for taking in came_in),
        "due_fen": sum(row.order.due_fen for row in rows if row.order),
        "day": day,
        "paid": paid,
    }
    template = "billing/_till.html" if is_htmx(request) else "billing/till.html"
    return render(request, template, context)


@require_POST
@screen("billing.order")
def bill(request: HttpRequest, actor: Actor, visit_id: int, **_kwargs: Any) -> HttpResponse:
    """Open the bill of a visit from its signed plan, or go to the one that is still to pay."""
    try:
        order = bill_visit(actor, visit_id=visit_id)
    except VisitHasOpenOrder as unpaid:
        return go(request, _order(unpaid.details["order_id"]), unpaid)
    said = _("Order %(number)s was made from the plan.") % {"number": order.number}
    return go(request, _order(order.pk), said)


def _order(order_id: int) -> str:
    return reverse("billing:order", args=[order_id])

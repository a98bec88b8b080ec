"""Orders to read: the list, one order, those of a customer."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from hebe.access.actor import Actor
from hebe.billing import queries
from hebe.customers.queries import get_customer
from hebe.web.billing.cells import TONES
from hebe.web.billing.page import order_page
from hebe.web.billing.tables import OrdersTable
from hebe.web.exporting import export_matching
from hebe.web.screen import screen


@require_GET
@screen("billing.view")
def order_list(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """List the orders within reach."""
    rows = queries.order_list(actor).prefetch_related("lines")
    page = OrdersTable(actor, request.GET).page(rows)
    return render(request, "billing/list.html", {"page": page})


@require_GET
@screen("billing.view")
def order(request: HttpRequest, actor: Actor, order_id: int, **_kwargs: Any) -> HttpResponse:
    """Show one order."""
    return order_page(request, actor, order_id)


@require_GET
@screen("billing.view")
def of_customer(
    request: HttpRequest, actor: Actor, customer_id: int, **_kwargs: Any
) -> HttpResponse:
    """Show what a customer bought, as a fragment of her profile."""
    she = get_customer(actor, customer_id)
    rows = list(queries.orders_of_customer(actor, she.pk)[:50])
    context = {"orders": rows, "tones": TONES, "customer_id": customer_id}
    return render(request, "billing/_of_customer.html", context)


@require_POST
@screen("billing.export")
def export(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Write the lines of all matching orders to a workbook."""
    return export_matching(request, actor, OrdersTable, queries.order_list(actor))

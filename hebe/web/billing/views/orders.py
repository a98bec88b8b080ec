"""Orders to read: the list, one order, those of a customer."""

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hebe.access.actor import Actor
from hebe.billing import queries
from hebe.billing.services import export_orders
from hebe.kernel.errors import Invalid
from hebe.web.billing.page import TONES, order_page
from hebe.web.billing.tables import OrdersTable
from hebe.web.screen import screen

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_AT_ONCE = 5000


@require_GET
@screen("billing.view")
def order_list(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """List the orders within reach."""
    rows = queries.order_list(actor).prefetch_related("lines")
    page = OrdersTable(actor, request.GET).page(rows)
    return render(request, "billing/list.html", {"page": page, "tones": TONES})


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
    rows = list(queries.orders_of_customer(actor, customer_id)[:50])
    context = {"orders": rows, "tones": TONES, "customer_id": customer_id}
    return render(request, "billing/_of_customer.html", context)


@require_POST
@screen("billing.export")
def export(request: HttpRequest, actor: Actor, **_kwargs: Any) -> HttpResponse:
    """Hand out the lines of all matching orders as an Excel file."""
    table = OrdersTable(actor, QueryDict(request.POST.get("matching", "")))
    found = table.matching(queries.order_list(actor)).values_list("pk", flat=True)
    keys = list(found[: MOST_AT_ONCE + 1])
    if len(keys) > MOST_AT_ONCE:
        raise Invalid("row", _("At most 5,000 orders at once; narrow the filter."))
    response = HttpResponse(export_orders(actor, order_ids=keys), content_type=EXCEL)
    response["Content-Disposition"] = 'attachment; filename="orders.xlsx"'
    return response

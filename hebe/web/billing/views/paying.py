"""Take money, take a mistake back, print the receipt."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse as address
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hebe.access.actor import Actor
from hebe.billing.choices import State
from hebe.billing.models import Order
from hebe.checkout.services import pay_order
from hebe.kernel.errors import Forbidden, NotFound, Refused
from hebe.kernel.money import yuan
from hebe.payments.queries import get_tender
from hebe.payments.receipt import receipt_pdf
from hebe.payments.services import reverse_tender
from hebe.web.billing.forms import ReasonForm, read_rows, typed_rows
from hebe.web.billing.page import order_page
from hebe.web.drawer import drawer
from hebe.web.forms import typed
from hebe.web.screen import go, screen


@require_POST
@screen("payments.take")
def pay(request: HttpRequest, actor: Actor, order_id: int, **_kw: Any) -> HttpResponse:
    """Record what was received; a refusal leaves everything typed where it was."""
    rows, guardian = typed_rows(request.POST), "guardian" in request.POST
    tenders = read_rows(rows)
    kept: dict[str, Any] = {"rows": rows, "guardian": guardian}
    if any(row.error for row in rows):
        return order_page(request, actor, order_id, status=422, **kept)
    try:
        order = pay_order(actor, order_id=order_id, tenders=tenders, guardian_present=guardian)
    except (Forbidden, NotFound):
        raise
    except Refused as refusal:
        status = refusal.status
        return order_page(request, actor, order_id, status=status, refusal=refusal, **kept)
    return go(request, address("billing:order", args=[order_id]), _said(order))


def _said(order: Order) -> str:
    if order.state == State.PAID:
        return _("Paid in full: ¥%(amount)s.") % {"amount": yuan(order.total_fen)}
    return _("Recorded. ¥%(due)s is still due.") % {"due": yuan(order.due_fen)}


@require_http_methods(["GET", "POST"])
@screen("payments.reverse")
def reverse(request: HttpRequest, actor: Actor, tender_id: int, **_kw: Any) -> HttpResponse:
    """Ask why, then take a mistaken payment back."""
    tender = get_tender(actor, tender_id)
    form = ReasonForm(typed(request))
    if form.attempt(lambda: reverse_tender(actor, tender_id=tender_id, **form.cleaned_data)):
        said = _("The payment was reversed; the order is open again.")
        return go(request, address("billing:order", args=[tender.order_id]), said)
    return drawer(request, "billing/_reverse.html", form, tender=tender)


@require_GET
@screen("billing.view")
def receipt(
    request: HttpRequest, actor: Actor, order_id: int, size: str, **_kw: Any
) -> HttpResponse:
    """Send the receipt as PDF, to be shown and printed by the browser."""
    del request
    pdf = receipt_pdf(actor, order_id=order_id, size=size)
    response = HttpResponse(pdf, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="receipt-{order_id}-{size}.pdf"'
    return response

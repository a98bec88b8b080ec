"""Payments: takings, reversals, receipts."""

from typing import Literal

from django.http import HttpResponse

from hebe.api.auth import ApiRequest
from hebe.api.billing_schemas import ReasonIn, TakingOut, TenderOut
from hebe.api.routing import FILE, Router, needs
from hebe.api.schemas import Day, Key
from hebe.payments import queries, services
from hebe.payments.models import Tender
from hebe.payments.receipt import receipt_pdf
from hebe.tenancy.models import Store

router = Router(tags=["payments"])


@router.get("/stores/{store_id}/takings", response=list[TakingOut])
@needs("payments.view")
def list_takings(request: ApiRequest, store_id: Key, day: Day) -> list[queries.Taking]:
    """Return a store's takings of one day by method."""
    store = Store.objects.of(request.actor).one(store_id)
    return queries.takings(request.actor, store_id=store.pk, day=day)


@router.post("/tenders/{tender_id}/reverse", response=TenderOut)
def reverse_tender(request: ApiRequest, tender_id: Key, data: ReasonIn) -> Tender:
    """Take back a payment recorded by mistake today; the order opens again."""
    return services.reverse_tender(request.actor, tender_id=tender_id, reason=data.reason)


@router.get("/orders/{order_id}/receipt", response=FILE)
@needs("billing.view")
def get_receipt(
    request: ApiRequest, order_id: Key, size: Literal["80mm", "a4"] = "80mm"
) -> HttpResponse:
    """Return the receipt as PDF."""
    pdf = receipt_pdf(request.actor, order_id=order_id, size=size)
    return HttpResponse(pdf, content_type="application/pdf")

"""Visits and money together: bill, pay, see off."""

from typing import Any

from ninja import Status

from hebe.api.auth import ApiRequest
from hebe.api.billing import detail, wanted
from hebe.api.billing_schemas import BillIn, OrderDetail, PayIn, VisitEnd, WaitingOut
from hebe.api.routing import Router, needs
from hebe.api.schemas import Key
from hebe.api.visits_schemas import SeeOffIn
from hebe.checkout import queries, services
from hebe.tenancy.models import Store

router = Router(tags=["checkout"])


@router.get("/stores/{store_id}/till", response=list[WaitingOut])
@needs("payments.view")
def list_waiting(request: ApiRequest, store_id: Key) -> list[dict[str, Any]]:
    """Return who waits at a store's till, those in the cashier stage first."""
    store = Store.objects.of(request.actor).one(store_id)
    return [
        {
            "customer_id": row.customer.pk,
            "customer": row.customer.name,
            "since": row.since,
            "at_till": row.at_till,
            "visit_id": row.visit.pk if row.visit else None,
            "order_id": row.order.pk if row.order else None,
            "due_fen": row.order.due_fen if row.order else None,
        }
        for row in queries.waiting(request.actor, store_id=store.pk)
    ]


@router.post("/visits/{visit_id}/bill", response={201: OrderDetail})
def bill_visit(request: ApiRequest, visit_id: Key, data: BillIn) -> Status[dict[str, Any]]:
    """Open the bill of a visit: the given lines, or the doctor's signed plan."""
    order = services.bill_visit(
        request.actor,
        visit_id=visit_id,
        lines=[wanted(line) for line in data.lines],
        reason=data.reason,
    )
    return Status(201, detail(request, order.pk))


@router.post("/orders/{order_id}/pay", response=OrderDetail)
def pay_order(request: ApiRequest, order_id: Key, data: PayIn) -> dict[str, Any]:
    """Record what was received; a paid visit goes on from the cashier."""
    tenders = [(row.method, row.amount_fen, row.reference) for row in data.tenders]
    services.pay_order(
        request.actor,
        order_id=order_id,
        tenders=tenders,
        guardian_present=data.guardian_present,
    )
    return detail(request, order_id)


@router.post("/visits/{visit_id}/see-off", response=VisitEnd)
def see_off(request: ApiRequest, visit_id: Key, data: SeeOffIn | None = None) -> dict[str, Any]:
    """End a visit; refused while a bill is open or a treatment runs."""
    keep = data.keep if data else []
    visit = services.see_off(request.actor, visit_id=visit_id, keep=keep)
    return {"visit_id": visit.pk, "left_at": visit.left_at}

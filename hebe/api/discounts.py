"""Discounts above one's limit, and how much each role may give."""

from ninja import Status

from hebe.api.auth import ApiRequest
from hebe.api.billing_schemas import DiscountIn, DiscountOut, LimitIn, LimitOut
from hebe.api.routing import Router, needs
from hebe.api.schemas import Key
from hebe.billing import queries, services
from hebe.billing.models import DiscountLimit, DiscountRequest
from hebe.billing.queries import RoleLimit

router = Router(tags=["orders"])


@router.get("/orders/{order_id}/discounts", response=list[DiscountOut])
@needs("billing.view")
def list_pending_discounts(request: ApiRequest, order_id: Key) -> list[DiscountRequest]:
    """List what waits for a decision on an order; it cannot be paid meanwhile."""
    order = queries.get_order(request.actor, order_id)
    return queries.pending_discounts(request.actor, order)


@router.post("/orders/lines/{line_id}/discount", response={201: DiscountOut})
def ask_discount(
    request: ApiRequest, line_id: Key, data: DiscountIn
) -> Status[DiscountRequest]:
    """Ask for a unit price below one's limit; see `decide_approval` for the answer."""
    asked = services.ask_discount(request.actor, line_id=line_id, **data.model_dump())
    return Status(201, asked)


@router.get("/discount-limits", response=list[LimitOut])
@needs("billing.limits")
def list_discount_limits(request: ApiRequest) -> list[RoleLimit]:
    """List how many per cent off the list each role may give of its own accord."""
    return queries.discount_limits(request.actor)


@router.put("/discount-limits/{role_id}", response=LimitOut)
def set_discount_limit(request: ApiRequest, role_id: Key, data: LimitIn) -> DiscountLimit:
    """Set how many per cent off the list a role may give."""
    return services.set_discount_limit(request.actor, role_id=role_id, percent=data.percent)

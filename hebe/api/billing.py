"""Orders: open, change, list, cancel."""

from typing import Any, Literal

from ninja import Status

from hebe.api.auth import ApiRequest
from hebe.api.billing_schemas import (
    AddIn,
    LineChange,
    LineIn,
    LineOut,
    OrderDetail,
    OrderIn,
    OrderPage,
    ReasonIn,
)
from hebe.api.paging import page
from hebe.api.routing import Router, needs
from hebe.api.schemas import FILTER, Cursor, Day, Key, Limit
from hebe.billing import queries, services
from hebe.billing.models import Order, OrderLine
from hebe.billing.services import Wanted
from hebe.checkout.queries import visit_of
from hebe.checkout.services import add_to_order, sell
from hebe.filters import compiled, parsed
from hebe.payments.queries import tenders_of

router = Router(tags=["orders"])
ORDER = ("-day", "-id")


def wanted(line: LineIn) -> Wanted:
    """Return a line of the request as the acts take it."""
    return Wanted(**line.model_dump(include=set(Wanted._fields)))


def detail(request: ApiRequest, order_id: int) -> dict[str, Any]:
    """Return an order with lines, payments and visit."""
    order: Order = queries.get_order(request.actor, order_id)
    visit = visit_of(request.actor, order)
    return {
        "order": order,
        "lines": queries.lines_of(request.actor, order),
        "tenders": tenders_of(request.actor, order),
        "visit_id": visit.pk if visit else None,
    }


@router.get("/orders", response=OrderPage)
@needs("billing.view")
def list_orders(
    request: ApiRequest,
    store_id: Key | None = None,
    customer_id: Key | None = None,
    state: Literal["", "open", "paid", "cancelled"] = "",
    day_from: Day | None = None,
    day_to: Day | None = None,
    where: str = FILTER,
    cursor: Cursor = "",
    limit: Limit = 50,
) -> dict[str, Any]:
    """List the orders within reach, newest first; `filter` is a tree as JSON."""
    rows = queries.order_list(
        request.actor, store_id=store_id, state=state, day_from=day_from, day_to=day_to
    )
    if customer_id is not None:
        rows = rows.filter(customer_id=customer_id)
    rows = rows.filter(compiled(request.actor, Order, parsed(where)))
    found, following = page(rows, cursor, limit, ORDER)
    return {"rows": found, "next": following}


@router.get("/orders/{order_id}", response=OrderDetail)
@needs("billing.view")
def get_order(request: ApiRequest, order_id: Key) -> dict[str, Any]:
    """Return one order with its lines and payments."""
    return detail(request, order_id)


@router.post("/orders", response={201: OrderDetail})
def open_order(request: ApiRequest, data: OrderIn) -> Status[dict[str, Any]]:
    """Open an order without a visit, within the red lines."""
    facts = data.model_dump(exclude={"lines"})
    order = sell(request.actor, lines=[wanted(line) for line in data.lines], **facts)
    return Status(201, detail(request, order.pk))


@router.post("/orders/{order_id}/lines", response={201: list[LineOut]})
def add_line(request: ApiRequest, order_id: Key, data: AddIn) -> Status[list[OrderLine]]:
    """Put one more thing on an open order, within the red lines; a bundle becomes several."""
    lines = add_to_order(
        request.actor, order_id=order_id, wanted=wanted(data), reason=data.pass_reason
    )
    return Status(201, lines)


@router.patch("/orders/lines/{line_id}", response=LineOut)
def change_line(request: ApiRequest, line_id: Key, data: LineChange) -> OrderLine:
    """Change quantity or price; below the list needs a reason, and one's limit of discounts.

    Below that limit it is refused with `discount_not_allowed`: ask with `ask_discount`. A line
    of a bundle is refused with `bundle_stays_whole`.
    """
    return services.change_line(request.actor, line_id=line_id, **data.model_dump())


@router.delete("/orders/lines/{line_id}", response=OrderDetail)
def remove_line(request: ApiRequest, line_id: Key) -> dict[str, Any]:
    """Take a line off an open order, a bundle as a whole; answers the order."""
    return detail(request, services.remove_line(request.actor, line_id=line_id).pk)


@router.post("/orders/{order_id}/cancel", response=OrderDetail)
def cancel_order(request: ApiRequest, order_id: Key, data: ReasonIn) -> dict[str, Any]:
    """Call an unpaid order off."""
    services.cancel_order(request.actor, order_id=order_id, reason=data.reason)
    return detail(request, order_id)

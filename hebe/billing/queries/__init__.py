"""Reads about orders and discounts."""

from hebe.billing.queries.discounts import (
    RoleLimit,
    discount_limits,
    is_beyond,
    limit_of,
    line_asked_for,
    pending_discounts,
)
from hebe.billing.queries.orders import (
    get_line,
    get_order,
    lines_of,
    open_orders,
    order_list,
    orders_of_customer,
    paid_on,
)

__all__ = [
    "RoleLimit",
    "discount_limits",
    "get_line",
    "get_order",
    "is_beyond",
    "limit_of",
    "line_asked_for",
    "lines_of",
    "open_orders",
    "order_list",
    "orders_of_customer",
    "paid_on",
    "pending_discounts",
]

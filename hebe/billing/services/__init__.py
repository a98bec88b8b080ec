"""Acts on orders: open, change, settle, cancel."""

from hebe.billing.services.asking import ask_discount, offer_price
from hebe.billing.services.limits import set_discount_limit
from hebe.billing.services.lines import add_line, change_line, remove_line
from hebe.billing.services.locking import locked_order
from hebe.billing.services.orders import cancel_order, open_order
from hebe.billing.services.putting import Wanted
from hebe.billing.services.settlement import execute_line, locked_line, record_paid

__all__ = [
    "Wanted",
    "add_line",
    "ask_discount",
    "cancel_order",
    "change_line",
    "execute_line",
    "locked_line",
    "locked_order",
    "offer_price",
    "open_order",
    "record_paid",
    "remove_line",
    "set_discount_limit",
]

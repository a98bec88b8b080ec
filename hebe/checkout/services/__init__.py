"""The acts that join a visit, its bill and the money."""

from hebe.checkout.services.leaving import see_off
from hebe.checkout.services.paying import pay_order, send_on_when_paid
from hebe.checkout.services.selling import add_to_order, bill_visit, sell

__all__ = ["add_to_order", "bill_visit", "pay_order", "see_off", "sell", "send_on_when_paid"]

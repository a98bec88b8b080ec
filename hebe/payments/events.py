"""What payments tell the rest of the house."""

from dataclasses import dataclass

from hebe.kernel.events import Event, gettext_noop


@dataclass(frozen=True)
class PaymentTaken(Event):
    """Money was received; the whole order may still not be paid."""

    order_id: int
    store_id: int
    number: str
    methods: str
    amount_fen: int
    due_fen: int
    customer_id: int | None = None


@dataclass(frozen=True)
class PartPaid(Event):
    """Money was received and something is still due."""

    order_id: int
    customer_id: int
    store_id: int
    number: str
    amount: str
    due: str
    amount_fen: int = 0
    due_fen: int = 0

    timeline = gettext_noop("Paid %(amount)s of order %(number)s, %(due)s still due")
    kind = "money"
    icon = "cash-register"
    tone = "cash"


@dataclass(frozen=True)
class TenderReversed(Event):
    """A payment recorded by mistake was taken back."""

    order_id: int
    customer_id: int
    store_id: int
    tender_id: int
    number: str
    amount: str
    reason: str
    amount_fen: int = 0
    method: str = ""

    timeline = gettext_noop("Payment of %(amount)s for order %(number)s reversed: %(reason)s")
    kind = "money"
    icon = "rotate"
    tone = "bad"

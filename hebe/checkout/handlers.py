"""What the till means for the customer's file."""

from hebe.access.actor import Actor
from hebe.billing.events import OrderPaid, OrderReopened
from hebe.checkout.services import send_on_when_paid
from hebe.customers.services import note_spending
from hebe.journal.subscribe import on


@on(OrderPaid, "customers.view")
def count_spending(actor: Actor, event: OrderPaid) -> None:
    """Add a deal to what the customer has spent."""
    note_spending(actor, customer_id=event.customer_id, amount_fen=event.amount_fen)


@on(OrderPaid, "visits.view", "visits.move")
def send_on(actor: Actor, event: OrderPaid) -> None:
    """Let a visit whose last bill is settled go on from the cashier, whatever settled it."""
    send_on_when_paid(actor, order_id=event.order_id)


@on(OrderReopened, "customers.view")
def take_spending_back(actor: Actor, event: OrderReopened) -> None:
    """Take a deal that was none away again."""
    note_spending(actor, customer_id=event.customer_id, amount_fen=-event.amount_fen)

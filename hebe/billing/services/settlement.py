"""What other apps tell an order: money came or went, something was carried out."""

from django.db import transaction

from hebe.access.actor import Actor
from hebe.billing.choices import State
from hebe.billing.errors import DiscountPending, LineUsedUp, OrderNotPaid
from hebe.billing.models import Order, OrderLine
from hebe.billing.services.settling import settle
from hebe.billing.services.withdrawing import has_pending


def record_paid(actor: Actor, *, order: Order, amount_fen: int) -> None:
    """Add what was received to a locked order (negative: given back); only payments calls it.

    The order becomes paid when nothing is due, and open again when something is. Refuses
    DiscountPending while the decision on a discount is out.
    """
    if amount_fen > 0 and has_pending(order):
        raise DiscountPending(number=order.number)
    order.paid_fen += amount_fen
    settle(actor, order)


def locked_line(actor: Actor, line_id: int) -> OrderLine:
    """Return a line as it stands now; its order is locked until the transaction ends."""
    lines = OrderLine.objects.of(actor)
    Order.objects.of(actor).locked().one(lines.one(line_id).order_id)
    line: OrderLine = lines.select_related("order", "item").one(line_id)
    return line


@transaction.atomic
def execute_line(actor: Actor, *, line_id: int) -> OrderLine:
    """Count one execution of a line and return it; only the treatment itself calls it.

    Refuses OrderNotPaid, and LineUsedUp when all that was bought is already carried out.
    """
    line = locked_line(actor, line_id)
    if line.order.state != State.PAID:
        raise OrderNotPaid(number=line.order.number)
    if line.executed >= line.quantity:
        raise LineUsedUp(name=line.name)
    line.executed += 1
    line.save(update_fields=["executed"])
    return line

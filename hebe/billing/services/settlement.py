"""What other apps tell an order: money came or went, something was carried out."""

from django.db import transaction

from hebe.access.actor import Actor
from hebe.billing.choices import State
from hebe.billing.errors import DiscountPending, LineUsedUp, OrderNotPaid
from hebe.billing.events import OrderPaid, OrderReopened
from hebe.billing.models import Order, OrderLine
from hebe.billing.services.locking import spoken
from hebe.billing.services.withdrawing import has_pending
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.money import yuan


def record_paid(actor: Actor, *, order: Order, amount_fen: int) -> None:
    """Add what was received to a locked order (negative: given back); only payments calls it.

    The order becomes paid when nothing is due, and open again when something is. Refuses
    DiscountPending while the decision on a discount is out.
    """
    if amount_fen > 0 and has_pending(order):
        raise DiscountPending(number=order.number)
    was_paid = order.state == State.PAID
    order.paid_fen += amount_fen
    is_paid = order.due_fen == 0
    order.state = State.PAID if is_paid else State.OPEN
    order.paid_at = clock.now() if is_paid else None
    order.save(update_fields=["paid_fen", "state", "paid_at"])
    if is_paid and not was_paid:
        _tell_paid(actor, order)
    if was_paid and not is_paid:
        _tell_reopened(actor, order)


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


def _tell_paid(actor: Actor, order: Order) -> None:
    names = OrderLine.objects.of(actor).filter(order=order).order_by("pk")
    event = OrderPaid(
        order.pk,
        order.customer_id,
        order.store_id,
        order.number,
        spoken(names.values_list("name", flat=True)),
        f"¥{yuan(order.total_fen)}",
        order.total_fen,
    )
    publish(actor, event, subject=order)


def _tell_reopened(actor: Actor, order: Order) -> None:
    event = OrderReopened(
        order.pk,
        order.customer_id,
        order.store_id,
        order.number,
        f"¥{yuan(order.total_fen)}",
        order.total_fen,
    )
    publish(actor, event, subject=order)

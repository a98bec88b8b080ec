"""The state that follows from an order's sums: set here, whoever changed a sum."""

from django.db.models import Sum

from hebe.access.actor import Actor
from hebe.billing.choices import State
from hebe.billing.errors import BelowPaid
from hebe.billing.events import OrderPaid, OrderReopened
from hebe.billing.models import Order, OrderLine
from hebe.billing.services.locking import spoken
from hebe.billing.services.withdrawing import has_pending
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.money import yuan
from hebe.kernel.violations import refusing


def retotal(actor: Actor, order: Order) -> None:
    """Set the total of a locked order to the sum of its lines; refuses BelowPaid.

    Lines that now come to what was already paid settle it: nothing is due any more.
    """
    lines = OrderLine.objects.of(order).filter(order=order)
    order.total_fen = lines.aggregate(total=Sum("amount_fen"))["total"] or 0
    with refusing({"order_is_not_overpaid": BelowPaid()}):
        order.save(update_fields=["total_fen"])
    if order.paid_fen and not has_pending(order):
        settle(actor, order)


def settle(actor: Actor, order: Order) -> None:
    """Let a locked order be paid when nothing is due, and open when something is."""
    was_paid, is_paid = order.state == State.PAID, order.due_fen == 0
    order.state = State.PAID if is_paid else State.OPEN
    if is_paid != was_paid:
        order.paid_at = clock.now() if is_paid else None
    order.save(update_fields=["paid_fen", "state", "paid_at"])
    if is_paid and not was_paid:
        _tell_paid(actor, order)
    if was_paid and not is_paid:
        _tell_reopened(actor, order)


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

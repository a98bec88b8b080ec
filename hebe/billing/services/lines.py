"""Put things on a bill, change what they cost, take them off."""

from django.db import transaction
from django.utils.translation import gettext as _

from hebe.access.actor import Actor, requires
from hebe.billing import rules
from hebe.billing.errors import BundleStaysWhole, LineTreated
from hebe.billing.events import OrderLineAdded, OrderLineRemoved
from hebe.billing.models import Order, OrderLine
from hebe.billing.services.locking import line_and_order, open_order_locked
from hebe.billing.services.putting import (
    Wanted,
    check_price,
    checked_quantity,
    put,
    save_line,
    signed,
)
from hebe.billing.services.settling import retotal
from hebe.billing.services.withdrawing import withdraw_asked
from hebe.journal.publish import publish


@requires("billing.order")
@transaction.atomic
def add_line(actor: Actor, *, order_id: int, wanted: Wanted) -> list[OrderLine]:
    """Put one thing on an open order and return its lines: those of a bundle are several.

    Refuses OrderClosed, NotOnOffer, AboveList, and DiscountNotAllowed for a price further below
    the list than her role may go (a discount also needs a reason).
    """
    order = open_order_locked(actor, order_id)
    lines = put(actor, order, wanted)
    retotal(actor, order)
    for line in lines:
        told = (order.pk, order.store_id, line.pk, line.name, line.amount_fen)
        publish(
            actor,
            OrderLineAdded(*told, line.is_second_sale, order.customer_id, line.item_id),
            subject=line,
        )
    return lines


@requires("billing.order")
@transaction.atomic
def change_line(
    actor: Actor,
    *,
    line_id: int,
    quantity: int | None = None,
    price_fen: int | None = None,
    reason: str = "",
) -> OrderLine:
    """Change quantity or unit price of a line of an open order.

    More at a price below the list needs the same limit as the price itself. A discount that
    was asked for on the line is withdrawn. Refuses BundleStaysWhole, LineTreated, and what
    `add_line` refuses.
    """
    line, order = line_and_order(actor, line_id)
    if line.bundle_id is not None:
        raise BundleStaysWhole(name=line.name, bundle=line.bundle_name)
    before = {"quantity": line.quantity, "price_fen": line.price_fen}
    withdraw_asked(actor, [line], _("The line was changed."))
    kept = rules.note_of(line.explain)
    if price_fen is not None and price_fen != line.price_fen:
        check_price(actor, order, line.name, line.list_fen, price_fen, reason)
        line.price_fen, kept = price_fen, signed(actor, reason)
    elif quantity is not None and quantity > line.quantity:
        check_price(actor, order, line.name, line.list_fen, line.price_fen, kept)
    line.quantity = checked_quantity(line.quantity if quantity is None else quantity)
    _check_treated(line, line.quantity)
    save_line(actor, order, line, before=before, note=kept, reason=reason)
    return line


@requires("billing.order")
@transaction.atomic
def remove_line(actor: Actor, *, line_id: int) -> Order:
    """Take a line off an open order, or the whole bundle that it belongs to.

    Refuses OrderClosed, LineTreated, BelowPaid.
    """
    line, order = line_and_order(actor, line_id)
    together = _together(actor, line)
    withdraw_asked(actor, together, _("The line was taken off the order."))
    for each in together:
        _check_treated(each, 0)
        told = OrderLineRemoved(
            order.pk,
            order.store_id,
            each.pk,
            each.name,
            each.amount_fen,
            order.customer_id,
            each.item_id,
        )
        publish(actor, told, subject=each)
        each.delete()
    retotal(actor, order)
    return order


def _together(actor: Actor, line: OrderLine) -> list[OrderLine]:
    """Return what leaves the order with a line."""
    if line.bundle_id is None:
        return [line]
    of_sale = {"order_id": line.order_id, "bundle_sale": line.bundle_sale}
    rows = OrderLine.objects.of(actor).filter(bundle_id=line.bundle_id, **of_sale)
    return list(rows.order_by("pk"))


def _check_treated(line: OrderLine, left: int) -> None:
    if left < line.executed:
        raise LineTreated(name=line.name)

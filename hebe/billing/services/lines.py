"""Put things on a bill, change what they cost, take them off."""

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.billing import rules
from hebe.billing.errors import BundleStaysWhole, LineTreated
from hebe.billing.events import OrderLineAdded, OrderLineChanged, OrderLineRemoved
from hebe.billing.models import Order, OrderLine
from hebe.billing.services.locking import open_order_locked, retotal
from hebe.billing.services.putting import (
    Wanted,
    check_price,
    checked_quantity,
    put,
    settle_amount,
    signed,
)
from hebe.journal.publish import publish


@requires("billing.order")
@transaction.atomic
def add_line(actor: Actor, *, order_id: int, wanted: Wanted) -> list[OrderLine]:
    """Put one thing on an open order and return its lines: those of a bundle are several.

    Refuses OrderClosed, NotOnOffer, AboveList, and DiscountNotAllowed for a price below the
    list without `billing.discount` (a discount also needs a reason).
    """
    order = open_order_locked(actor, order_id)
    lines = put(actor, order, wanted)
    retotal(order)
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

    More at a price below the list needs the right to discounts, as the price itself does.
    Refuses BundleStaysWhole, LineTreated, and what `add_line` refuses.
    """
    line, order = _line_and_order(actor, line_id)
    if line.bundle_id is not None:
        raise BundleStaysWhole(name=line.name, bundle=line.bundle_name)
    before = {"quantity": line.quantity, "price_fen": line.price_fen}
    kept = rules.note_of(line.explain)
    if price_fen is not None and price_fen != line.price_fen:
        check_price(actor, order, line.name, line.list_fen, price_fen, reason)
        line.price_fen, kept = price_fen, signed(actor, reason)
    elif quantity is not None and quantity > line.quantity:
        check_price(actor, order, line.name, line.list_fen, line.price_fen, kept)
    line.quantity = checked_quantity(line.quantity if quantity is None else quantity)
    _check_treated(line, line.quantity)
    settle_amount(line, kept)
    line.save()
    retotal(order)
    publish(
        actor,
        OrderLineChanged(
            order.pk,
            order.store_id,
            line.pk,
            line.name,
            line.amount_fen,
            reason.strip(),
            order.customer_id,
            line.item_id,
        ),
        subject=line,
        before=before,
        after={"quantity": line.quantity, "price_fen": line.price_fen},
    )
    return line


@requires("billing.order")
@transaction.atomic
def remove_line(actor: Actor, *, line_id: int) -> Order:
    """Take a line off an open order, or the whole bundle that it belongs to.

    Refuses OrderClosed, LineTreated, BelowPaid.
    """
    line, order = _line_and_order(actor, line_id)
    for each in _together(actor, line):
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
    retotal(order)
    return order


def _together(actor: Actor, line: OrderLine) -> list[OrderLine]:
    """Return what leaves the order with a line."""
    if line.bundle_id is None:
        return [line]
    of_sale = {"order_id": line.order_id, "bundle_sale": line.bundle_sale}
    rows = OrderLine.objects.of(actor).filter(bundle_id=line.bundle_id, **of_sale)
    return list(rows.order_by("pk"))


def _line_and_order(actor: Actor, line_id: int) -> tuple[OrderLine, Order]:
    """Lock the open order first, then read the line as it stands now."""
    lines = OrderLine.objects.of(actor)
    order = open_order_locked(actor, lines.one(line_id).order_id)
    return lines.one(line_id), order


def _check_treated(line: OrderLine, left: int) -> None:
    if left < line.executed:
        raise LineTreated(name=line.name)

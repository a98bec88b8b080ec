"""Put things on a bill, change what they cost, take them off."""

from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.billing import rules
from hebe.billing.errors import AboveList, DiscountNotAllowed, LineTreated, NotOnOffer
from hebe.billing.events import OrderLineAdded, OrderLineChanged, OrderLineRemoved
from hebe.billing.models import Order, OrderLine
from hebe.billing.services.locking import open_order_locked, retotal
from hebe.catalog.models import Item, Product
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid
from hebe.kernel.money import yuan

MOST = 999


class Wanted(NamedTuple):
    """One thing to sell: an item or a product; `price_fen` None charges the list price."""

    item_id: int | None = None
    quantity: int = 1
    price_fen: int | None = None
    product_id: int | None = None
    reason: str = ""


@requires("billing.order")
@transaction.atomic
def add_line(actor: Actor, *, order_id: int, wanted: Wanted) -> OrderLine:
    """Put one thing on an open order and return its line.

    Refuses OrderClosed, NotOnOffer, AboveList, and DiscountNotAllowed for a price below the
    list without `billing.discount` (a discount also needs a reason).
    """
    order = open_order_locked(actor, order_id)
    line = put_line(actor, order, wanted)
    retotal(order)
    publish(
        actor,
        OrderLineAdded(
            order.pk, order.store_id, line.pk, line.name, line.amount_fen, line.is_second_sale
        ),
        subject=line,
    )
    return line


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
    """Change quantity or unit price of a line of an open order; refusals as in `add_line`."""
    line, order = _line_and_order(actor, line_id)
    before = {"quantity": line.quantity, "price_fen": line.price_fen}
    kept = rules.note_of(line.explain)
    if price_fen is not None and price_fen != line.price_fen:
        _check_price(actor, order, line.name, line.list_fen, price_fen, reason)
        line.price_fen, kept = price_fen, _signed(actor, reason)
    line.quantity = _checked_quantity(line.quantity if quantity is None else quantity)
    _check_treated(line, line.quantity)
    _settle_amount(line, kept)
    line.save()
    retotal(order)
    publish(
        actor,
        OrderLineChanged(
            order.pk, order.store_id, line.pk, line.name, line.amount_fen, reason.strip()
        ),
        subject=line,
        before=before,
        after={"quantity": line.quantity, "price_fen": line.price_fen},
    )
    return line


@requires("billing.order")
@transaction.atomic
def remove_line(actor: Actor, *, line_id: int) -> Order:
    """Take a line off an open order; refuses OrderClosed, LineTreated, BelowPaid."""
    line, order = _line_and_order(actor, line_id)
    _check_treated(line, 0)
    told = OrderLineRemoved(order.pk, order.store_id, line.pk, line.name, line.amount_fen)
    publish(actor, told, subject=line)
    line.delete()
    retotal(order)
    return order


def put_line(actor: Actor, order: Order, wanted: Wanted) -> OrderLine:
    """Save one line of a locked order without totalling it; refusals as in `add_line`."""
    sold = _sold(actor, wanted)
    price_fen = sold.price_fen if wanted.price_fen is None else wanted.price_fen
    _check_price(actor, order, sold.name, sold.price_fen, price_fen, wanted.reason)
    line = OrderLine(
        group_id=actor.group_id,
        order=order,
        item_id=wanted.item_id,
        product_id=wanted.product_id,
        name=sold.name,
        quantity=_checked_quantity(wanted.quantity),
        list_fen=sold.price_fen,
        price_fen=price_fen,
        is_second_sale=rules.is_second_sale(order.came_for, wanted.item_id),
    )
    _settle_amount(line, _signed(actor, wanted.reason) if price_fen != sold.price_fen else "")
    line.save()
    return line


def _line_and_order(actor: Actor, line_id: int) -> tuple[OrderLine, Order]:
    """Lock the open order first, then read the line as it stands now."""
    lines = OrderLine.objects.of(actor)
    order = open_order_locked(actor, lines.one(line_id).order_id)
    return lines.one(line_id), order


def _check_treated(line: OrderLine, left: int) -> None:
    if left < line.executed:
        raise LineTreated(name=line.name)


def _sold(actor: Actor, wanted: Wanted) -> Item | Product:
    if (wanted.item_id is None) == (wanted.product_id is None):
        raise Invalid("item_id", _("Choose one item or one product."))
    sold: Item | Product = (
        Item.objects.of(actor).one(wanted.item_id)
        if wanted.item_id is not None
        else Product.objects.of(actor).one(wanted.product_id)
    )
    if not sold.is_active:
        raise NotOnOffer(name=sold.name)
    return sold


def _check_price(
    actor: Actor, order: Order, name: str, list_fen: int, price_fen: int, reason: str
) -> None:
    if price_fen < 0:
        raise Invalid("price_fen", _("A price is not negative."))
    if price_fen > list_fen:
        raise AboveList(name=name, list=yuan(list_fen))
    if price_fen < list_fen and not actor.may("billing.discount", order.store_id):
        raise DiscountNotAllowed("billing.discount")
    if price_fen < list_fen and not reason.strip():
        raise Invalid("reason", _("Say why the price is below the list."))


def _checked_quantity(quantity: int) -> int:
    if not 1 <= quantity <= MOST:
        raise Invalid("quantity", _("Enter a quantity from 1 to %(most)s."), most=MOST)
    return quantity


def _signed(actor: Actor, reason: str) -> str:
    return f"{reason.strip()} · {actor.name}"


def _settle_amount(line: OrderLine, note: str) -> None:
    line.amount_fen = line.price_fen * line.quantity
    line.explain = rules.explain(
        list_fen=line.list_fen, price_fen=line.price_fen, quantity=line.quantity, note=note
    )

"""What stands on a line: the thing, how many, and what it costs."""

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.billing import rules
from hebe.billing.errors import AboveList, DiscountNotAllowed, NotOnOffer
from hebe.billing.events import OrderLineChanged
from hebe.billing.models import Order, OrderLine
from hebe.billing.queries import limit_of
from hebe.billing.services.settling import retotal
from hebe.catalog.models import Bundle, BundleLine, Item, Product
from hebe.catalog.queries import whole_bundles
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.kernel.money import yuan

MOST = 999


class Wanted(NamedTuple):
    """One thing to sell: an item, a product or a bundle.

    `price_fen` None charges the list price; a bundle has no price but its own.
    """

    item_id: int | None = None
    quantity: int = 1
    price_fen: int | None = None
    product_id: int | None = None
    reason: str = ""
    bundle_id: int | None = None


def put(actor: Actor, order: Order, wanted: Wanted) -> list[OrderLine]:
    """Save the lines of one thing on a locked order without totalling it.

    Refusals as in `add_line`. A bundle becomes a line per piece, each with its share.
    """
    chosen = (wanted.item_id, wanted.product_id, wanted.bundle_id)
    if sum(key is not None for key in chosen) != 1:
        raise Invalid("item_id", _("Choose one item, one product or one bundle."))
    checked_quantity(wanted.quantity)
    lines = (
        [_single(actor, order, wanted)]
        if wanted.bundle_id is None
        else _bundled(actor, order, wanted)
    )
    for line in lines:
        line.save()
    return lines


def _single(actor: Actor, order: Order, wanted: Wanted) -> OrderLine:
    sold: Item | Product = (
        Item.objects.of(actor).one(wanted.item_id)
        if wanted.item_id is not None
        else Product.objects.of(actor).one(wanted.product_id)
    )
    if not sold.is_active:
        raise NotOnOffer(name=sold.name)
    price_fen = sold.price_fen if wanted.price_fen is None else wanted.price_fen
    check_price(actor, order, sold.name, sold.price_fen, price_fen, wanted.reason)
    line = _line(order, sold, wanted.quantity, price_fen)
    settle_amount(line, signed(actor, wanted.reason) if price_fen != sold.price_fen else "")
    return line


def _bundled(actor: Actor, order: Order, wanted: Wanted) -> list[OrderLine]:
    bundle: Bundle = whole_bundles(actor).one(wanted.bundle_id)
    if wanted.price_fen is not None:
        raise Invalid("price_fen", _("A bundle is sold at its own price."))
    if not (bundle.is_active and bundle.is_valid_on(clock.today(order.store.timezone))):
        raise NotOnOffer(name=bundle.name)
    if bundle.missing:
        raise NotOnOffer(name=bundle.missing[0])
    sale, lines = _next_sale(order), []
    for piece, quantity, price_fen in _shares(bundle, wanted.quantity):
        line = _line(order, piece.sold, quantity, price_fen)
        line.bundle, line.bundle_name, line.bundle_sale = bundle, bundle.name, sale
        settle_amount(line, "")
        lines.append(line)
    return lines


def _next_sale(order: Order) -> int:
    """Return the number of the next bundle sold on a locked order."""
    last = OrderLine.objects.of(order).filter(order=order).aggregate(last=Max("bundle_sale"))
    return (last["last"] or 0) + 1


def _shares(bundle: Bundle, times: int) -> Iterator[tuple[BundleLine, int, int]]:
    """Yield (piece, how many, unit price) so that all of it costs the bundle's price.

    What cannot be shared out evenly makes two lines of a piece, a fen apart.
    """
    pieces = [(p, checked_quantity(p.quantity * times)) for p in bundle.lines.all()]
    weights = [p.sold.price_fen for p, quantity in pieces for _one in range(quantity)]
    shares = iter(rules.apportion(bundle.price_fen * times, weights))
    for piece, quantity in pieces:
        own = Counter(next(shares) for _one in range(quantity))
        for price_fen, of_it in own.items():
            yield piece, of_it, price_fen


def _line(order: Order, sold: Item | Product, quantity: int, price_fen: int) -> OrderLine:
    item, product = (sold, None) if isinstance(sold, Item) else (None, sold)
    return OrderLine(
        group_id=order.group_id,
        order=order,
        item=item,
        product=product,
        name=sold.name,
        quantity=checked_quantity(quantity),
        list_fen=sold.price_fen,
        price_fen=price_fen,
        is_second_sale=rules.is_second_sale(order.came_for, item.pk if item else None),
    )


def check_price(
    actor: Actor, order: Order, name: str, list_fen: int, price_fen: int, reason: str
) -> None:
    """Refuse what she may not charge: AboveList, DiscountNotAllowed, Invalid."""
    check_bounds(name, list_fen, price_fen)
    if price_fen == list_fen:
        return
    percent = limit_of(actor, order.store_id)
    if not rules.is_within(percent, list_fen, price_fen):
        raise DiscountNotAllowed(percent)
    if not reason.strip():
        raise Invalid("reason", _("Say why the price is below the list."))


def check_bounds(name: str, list_fen: int, price_fen: int) -> None:
    """Refuse what nobody may charge: less than nothing, or more than the list."""
    if price_fen < 0:
        raise Invalid("price_fen", _("A price is not negative."))
    if price_fen > list_fen:
        raise AboveList(name=name, list=yuan(list_fen))


def checked_quantity(quantity: int) -> int:
    """Return a quantity that a line can hold, or raise Invalid."""
    if not 1 <= quantity <= MOST:
        raise Invalid("quantity", _("Enter a quantity from 1 to %(most)s."), most=MOST)
    return quantity


def signed(actor: Actor, reason: str) -> str:
    """Return a reason with the name of who gives it."""
    return f"{reason.strip()} · {actor.name}"


def settle_amount(line: OrderLine, note: str) -> None:
    """Reckon what a line costs, and the steps to it; `note` says why below the list."""
    line.amount_fen = line.price_fen * line.quantity
    line.explain = rules.explain(
        list_fen=line.list_fen,
        price_fen=line.price_fen,
        quantity=line.quantity,
        note=note,
        bundle=line.bundle_name,
    )


def save_line(
    actor: Actor,
    order: Order,
    line: OrderLine,
    *,
    before: dict[str, int],
    note: str,
    reason: str,
) -> None:
    """Save a line of a locked order that costs something else now, and tell of it."""
    settle_amount(line, note)
    line.save()
    retotal(actor, order)
    told = OrderLineChanged(
        order.pk,
        order.store_id,
        line.pk,
        line.name,
        line.amount_fen,
        reason.strip(),
        order.customer_id,
        line.item_id,
    )
    after = {"quantity": line.quantity, "price_fen": line.price_fen}
    publish(actor, told, subject=line, before=before, after=after)

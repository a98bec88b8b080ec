"""Ask for a discount above one's limit; carry out what was approved."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hebe.access.actor import Actor, requires
from hebe.billing import rules
from hebe.billing.choices import DISCOUNT
from hebe.billing.errors import (
    AlreadyAsked,
    BundleStaysWhole,
    ChangedSince,
    DiscountNotAllowed,
    WithinLimit,
)
from hebe.billing.events import DiscountAsked
from hebe.billing.models import DiscountRequest, Order, OrderLine
from hebe.billing.queries import limit_of, pending_discounts
from hebe.billing.services.lines import change_line
from hebe.billing.services.locking import line_and_order, open_order_locked
from hebe.billing.services.putting import check_bounds, save_line
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.kernel.money import yuan
from hebe.todos.models import Approval
from hebe.todos.services import Asked, ask_approval

PROMISED = timedelta(minutes=30)


@requires("billing.order")
@transaction.atomic
def offer_price(
    actor: Actor,
    *,
    line_id: int,
    quantity: int | None = None,
    price_fen: int | None = None,
    reason: str = "",
) -> DiscountRequest | None:
    """Change a line as `change_line`; ask for a price that is below one's limit.

    Return the request, or None when the price stands already.
    """
    line, order = line_and_order(actor, line_id)
    if (
        price_fen is None
        or price_fen in {line.price_fen, line.list_fen}
        or rules.is_within(limit_of(actor, order.store_id), line.list_fen, price_fen)
    ):
        change_line(
            actor, line_id=line_id, quantity=quantity, price_fen=price_fen, reason=reason
        )
        return None
    if quantity is not None and quantity != line.quantity:
        change_line(actor, line_id=line_id, quantity=quantity)
    return ask_discount(actor, line_id=line_id, price_fen=price_fen, reason=reason)


@requires("billing.order")
@transaction.atomic
def ask_discount(actor: Actor, *, line_id: int, price_fen: int, reason: str) -> DiscountRequest:
    """Ask who may decide for a unit price below one's limit; the order waits meanwhile.

    Refuses OrderClosed, BundleStaysWhole, AlreadyAsked, WithinLimit, and as `change_line`.
    """
    line, order = line_and_order(actor, line_id)
    if line.bundle_id is not None:
        raise BundleStaysWhole(name=line.name, bundle=line.bundle_name)
    check_bounds(line.name, line.list_fen, price_fen)
    if rules.is_within(limit_of(actor, order.store_id), line.list_fen, price_fen):
        raise WithinLimit
    if not reason.strip():
        raise Invalid("reason", _("Say why the price is below the list."))
    if any(request.line_id == line.pk for request in pending_discounts(actor, order)):
        raise AlreadyAsked(name=line.name)
    request = DiscountRequest(
        group_id=actor.group_id, line=line, price_fen=price_fen,
        approval=_asked(actor, order, line, price_fen, reason.strip()),
    )  # fmt: skip
    request.save()
    told = DiscountAsked(order.pk, order.store_id, line.pk, line.name, price_fen)
    publish(actor, told, subject=line)
    return request


def _asked(
    actor: Actor, order: Order, line: OrderLine, price_fen: int, reason: str
) -> Approval:
    percent = rules.percent_off(line.list_fen, price_fen)
    sentence = _(
        "%(name)s × %(n)s for ¥%(price)s each instead of ¥%(list)s (%(percent)s %% off): "
        "%(reason)s"
    ) % {
        "name": line.name, "n": line.quantity, "price": yuan(price_fen),
        "list": yuan(line.list_fen), "percent": percent, "reason": reason,
    }  # fmt: skip
    frozen = {
        "order_id": order.pk, "line_id": line.pk, "quantity": line.quantity,
        "list_fen": line.list_fen, "from_fen": line.price_fen, "price_fen": price_fen,
        "reason": reason, "asker": actor.name,
    }  # fmt: skip
    return ask_approval(
        actor,
        kind=DISCOUNT,
        store_id=order.store_id,
        title=_("%(percent)s %% off %(name)s") % {"percent": percent, "name": line.name},
        asked=Asked(sentence, frozen, line.amount_fen, price_fen * line.quantity),
        due_at=clock.now() + PROMISED,
        source=f"discount:{line.pk}:{DiscountRequest.objects.of(actor).filter(line=line).count()}",
        customer=order.customer,
        link=f"/orders/{order.pk}/",
    )


def hold_order(actor: Actor, asked: dict[str, Any]) -> Order:
    """Lock the order of a request; refuses OrderClosed once it is paid or called off."""
    return open_order_locked(actor, asked["order_id"], "billing.discount")


def grant_discount(actor: Actor, asked: dict[str, Any]) -> OrderLine:
    """Charge what was asked, when the line still is as it was; the decider answers for it.

    Refuses ChangedSince, and DiscountNotAllowed when it is beyond her own limit too.
    """
    order = hold_order(actor, asked)
    line: OrderLine | None = OrderLine.objects.of(actor).filter(pk=asked["line_id"]).first()
    if line is None or _facts(line) != {name: asked[name] for name in _facts(line)}:
        raise ChangedSince
    percent = limit_of(actor, order.store_id)
    if not rules.is_within(percent, line.list_fen, asked["price_fen"]):
        raise DiscountNotAllowed(percent)
    before = {"quantity": line.quantity, "price_fen": line.price_fen}
    line.price_fen = asked["price_fen"]
    note = f"{asked['reason']} · {asked['asker']} · {actor.name}"
    save_line(actor, order, line, before=before, note=note, reason=asked["reason"])
    return line


def _facts(line: OrderLine) -> dict[str, int]:
    return {
        "order_id": line.order_id, "quantity": line.quantity, "list_fen": line.list_fen,
        "from_fen": line.price_fen,
    }  # fmt: skip

"""Find an order, lock it, and see that the actor may act on it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.billing.choices import State
from hebe.billing.errors import OrderClosed
from hebe.billing.models import Order, OrderLine
from hebe.kernel.errors import Forbidden
from hebe.tenancy.reach import Reach

# Who cares for a customer sees what she bought; it is changed by whose bill it is.
CHANGED = Reach(own="advisor__user_id doctor__user_id created_by_id")


def locked_order(actor: Actor, order_id: int, permission: str) -> Order:
    """Return the order, locked until the transaction ends.

    Raises NotFound in another group, NotYourStore in another store, Forbidden when the
    permission reaches only one's own orders and this is somebody else's.
    """
    order: Order = Order.objects.of(actor).locked().one(order_id)
    actor.check(permission, order.store_id)
    mine = actor.own_scope(permission, CHANGED)
    if mine and not Order.objects.of(actor).filter(mine, pk=order_id).exists():
        raise Forbidden(permission)
    return order


def open_order_locked(actor: Actor, order_id: int, permission: str = "billing.order") -> Order:
    """Return the locked order, or raise OrderClosed when its lines are settled."""
    order = locked_order(actor, order_id, permission)
    if order.state != State.OPEN:
        raise OrderClosed(number=order.number, state=order.get_state_display())
    return order


def line_and_order(
    actor: Actor, line_id: int, permission: str = "billing.order"
) -> tuple[OrderLine, Order]:
    """Lock the open order first, then read the line as it stands now."""
    lines = OrderLine.objects.of(actor)
    order = open_order_locked(actor, lines.one(line_id).order_id, permission)
    return lines.one(line_id), order


def spoken(names: Iterable[str]) -> str:
    """Return what was bought as people say it: the names, joined."""
    return _(", ").join(names)

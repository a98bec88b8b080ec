"""Reads about orders: every one respects how far `billing.view` reaches."""

from datetime import date, datetime

from hebe.access.actor import Actor, requires
from hebe.access.ready import ready
from hebe.billing.choices import State
from hebe.billing.models import Order, OrderLine
from hebe.kernel import clock
from hebe.tenancy.models import GroupQuerySet


@requires("billing.view")
def order_list(
    actor: Actor,
    *,
    store_id: int | None = None,
    state: str = "",
    day_from: date | None = None,
    day_to: date | None = None,
) -> GroupQuerySet:
    """Return the orders the actor may see, latest day first, with their people.

    One's own are those one opened or is named on, and what one's customers bought.
    """
    given = {"store_id": store_id, "state": state, "day__gte": day_from, "day__lte": day_to}
    return (
        Order.objects.reached(actor, "billing.view")
        .filter(**{field: value for field, value in given.items() if value})
        .select_related("customer", "store", "advisor", "doctor", "channel")
        .order_by("-day", "-pk")
    )


def get_order(actor: Actor, order_id: int) -> Order:
    """Return one order with its people, or raise NotFound."""
    order: Order = order_list(actor).one(order_id)
    return order


def open_orders(actor: Actor, *, store_id: int) -> GroupQuerySet:
    """Return the orders of a store that wait for money, oldest first."""
    rows: GroupQuerySet = _open(actor, store_id)
    return rows


@ready("billing.view")
def _open(actor: Actor, store_id: int) -> GroupQuerySet:
    return order_list(actor, store_id=store_id, state=State.OPEN).order_by("created_at", "pk")


def paid_on(actor: Actor, *, store_id: int, day: date, most: int) -> GroupQuerySet:
    """Return the latest `most` orders of a store that were paid in full on a day."""
    rows: GroupQuerySet = _paid(actor, store_id, *clock.day_bounds(day, actor.zone), most)
    return rows


@ready("billing.view")
def _paid(
    actor: Actor, store_id: int, start: datetime, end: datetime, most: int
) -> GroupQuerySet:
    rows = order_list(actor, store_id=store_id, state=State.PAID)
    return rows.filter(paid_at__gte=start, paid_at__lt=end).order_by("-paid_at", "-pk")[:most]


def orders_of_customer(actor: Actor, customer_id: int) -> GroupQuerySet:
    """Return what a customer bought, newest first, with the lines."""
    return order_list(actor).filter(customer_id=customer_id).prefetch_related("lines")


def lines_of(actor: Actor, order: Order) -> list[OrderLine]:
    """Return the lines of an order the actor has already been shown, in order."""
    return list(
        OrderLine.objects.of(actor)
        .filter(order=order)
        .select_related("item", "product")
        .order_by("pk")
    )


def get_line(actor: Actor, line_id: int) -> OrderLine:
    """Return one line of an order within reach, with its order, or raise NotFound."""
    line: OrderLine = (
        OrderLine.objects.of(actor)
        .filter(order__in=order_list(actor).order_by().values("pk"))
        .select_related("order__store", "order__customer")
        .one(line_id)
    )
    return line

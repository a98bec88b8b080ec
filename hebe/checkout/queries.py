"""Reads that join visits and their bills."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from hebe.access.actor import Actor, requires
from hebe.access.ready import ready
from hebe.billing.choices import State
from hebe.billing.models import Order, OrderLine
from hebe.billing.queries import open_orders, order_list
from hebe.billing.services import Wanted
from hebe.catalog.models import Item
from hebe.checkout.models import VisitOrder
from hebe.clinical.models import RecordVersion
from hebe.customers.models import Customer
from hebe.tenancy.models import GroupQuerySet
from hebe.visits.choices import Stage
from hebe.visits.models import Visit


@dataclass(frozen=True, slots=True)
class Waiting:
    """Somebody at the till: a visit in the cashier stage, an unpaid order, or both."""

    customer: Customer
    since: datetime
    visit: Visit | None = None
    order: Order | None = None

    @property
    def at_till(self) -> bool:
        """Say whether the customer stands at the till right now."""
        return self.visit is not None and self.visit.stage == Stage.CASHIER


@requires("payments.view")
def waiting(actor: Actor, *, store_id: int) -> list[Waiting]:
    """Return who waits at a store's till: those in the cashier stage first, longest first."""
    actor.check("payments.view", store_id)
    here = _at_till(actor, store_id)
    orders = list(open_orders(actor, store_id=store_id))
    visits = _visits_of(actor, orders)
    rows = [
        Waiting(
            order.customer, _since(order, visits.get(order.pk)), visits.get(order.pk), order
        )
        for order in orders
    ]
    billed = {row.visit.pk for row in rows if row.visit}
    rows += [Waiting(v.customer, v.stage_since, v) for v in here if v.pk not in billed]
    return sorted(rows, key=lambda row: (not row.at_till, row.since))


@ready()
def _at_till(actor: Actor, store_id: int) -> GroupQuerySet:
    here = Visit.objects.of(actor).filter(store_id=store_id, left_at=None)
    rows = here.filter(stage=Stage.CASHIER).select_related("customer", "advisor", "doctor")
    return rows.order_by("stage_since", "pk")


def _since(order: Order, visit: Visit | None) -> datetime:
    if visit is not None and visit.stage == Stage.CASHIER:
        return visit.stage_since
    return order.created_at


def _visits_of(actor: Actor, orders: Iterable[Order]) -> dict[int, Visit]:
    joined = (
        VisitOrder.objects.of(actor)
        .filter(order__in=[order.pk for order in orders])
        .select_related("visit__advisor", "visit__doctor", "visit__customer")
    )
    return {row.order_id: row.visit for row in joined}


def visit_of(actor: Actor, order: Order) -> Visit | None:
    """Return the visit during which an order was made, when there was one."""
    return _visits_of(actor, [order]).get(order.pk)


@requires("billing.view")
def orders_of_visit(actor: Actor, visit_id: int) -> list[Order]:
    """Return the orders of a visit within reach, oldest first, with their lines."""
    keys = VisitOrder.objects.of(actor).filter(visit_id=visit_id).values("order_id")
    rows: Any = order_list(actor).filter(pk__in=keys).prefetch_related("lines")
    return list(rows.order_by("pk"))


@requires("billing.order")
def planned(actor: Actor, visit: Visit) -> list[Wanted]:
    """Return what the latest signed plan of a visit still asks to sell: items on offer."""
    version: RecordVersion | None = (
        RecordVersion.objects.of(actor)
        .filter(record__visit=visit)
        .order_by("-signed_at", "-pk")
        .first()
    )
    rows = [row for row in (version.plan if version else []) if row.get("item_id")]
    offered = set(
        Item.objects.of(actor)
        .filter(pk__in=[row["item_id"] for row in rows], is_active=True)
        .values_list("pk", flat=True)
    )
    sold = _sold_in(actor, visit)
    wanted = []
    for row in rows:
        asked, key = int(row.get("quantity") or 1), int(row["item_id"])
        left = asked - sold[key]
        sold[key] = max(0, -left)
        if left > 0 and key in offered:
            wanted.append(Wanted(item_id=key, quantity=left))
    return wanted


def _sold_in(actor: Actor, visit: Visit) -> Counter[int]:
    """Return how many of each item the bills of a visit already hold."""
    bills = VisitOrder.objects.of(actor).filter(visit=visit)
    bills = bills.exclude(order__state=State.CANCELLED)
    lines = OrderLine.objects.of(actor).filter(order__in=bills.values("order"), product=None)
    sold: Counter[int] = Counter()
    for item_id, quantity in lines.values_list("item_id", "quantity"):
        sold[item_id] += quantity
    return sold

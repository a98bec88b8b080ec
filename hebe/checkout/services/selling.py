"""Make bills within the red lines: from a visit's signed plan, or at the counter."""

from collections.abc import Iterable, Sequence

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.billing.choices import State
from hebe.billing.models import Order, OrderLine
from hebe.billing.services import Wanted, add_line, locked_order, open_order
from hebe.checkout.errors import NoSignedPlan, VisitHasOpenOrder, VisitOver
from hebe.checkout.models import VisitOrder
from hebe.checkout.queries import planned, visit_of
from hebe.checkout.services.asking import check_sale
from hebe.customers.queries.reach import get_customer
from hebe.kernel import clock
from hebe.staff.queries import first_at_work
from hebe.tenancy.models import Store
from hebe.visits.models import Visit
from hebe.visits.queries import bookings_of, guardian_is_here


@requires("billing.order")
@transaction.atomic
def bill_visit(
    actor: Actor, *, visit_id: int, lines: Sequence[Wanted] = (), reason: str = ""
) -> Order:
    """Open the bill of a visit and return it; without `lines` it follows the signed plan.

    What goes beyond the appointment is marked as a second sale. `reason` passes a red line
    that only warns. Refuses VisitOver, VisitHasOpenOrder, NoSignedPlan, RedLine, and what
    `billing.open_order` refuses.
    """
    visit = _locked_visit(actor, visit_id)
    wanted = [Wanted(*row) for row in lines] or planned(actor, visit)
    if not wanted:
        raise NoSignedPlan
    check_sale(
        actor,
        store=visit.store,
        customer=visit.customer,
        wanted=wanted,
        guardian_present=guardian_is_here(visit),
        reason=reason,
    )
    order = open_order(
        actor,
        store_id=visit.store_id,
        customer_id=visit.customer_id,
        lines=wanted,
        advisor_id=_still_here(visit, visit.advisor_id),
        doctor_id=_still_here(visit, visit.doctor_id),
        visit_item_ids=_came_for(visit),
    )
    VisitOrder(group_id=actor.group_id, visit=visit, order=order).save()
    return order


@requires("billing.order")
@transaction.atomic
def sell(
    actor: Actor,
    *,
    store_id: int,
    customer_id: int,
    lines: Iterable[Wanted],
    advisor_id: int | None = None,
    doctor_id: int | None = None,
    channel_id: int | None = None,
    guardian_present: bool = False,
    reason: str = "",
) -> Order:
    """Open a bill without a visit; refuses RedLine and what `billing.open_order` refuses."""
    actor.check("billing.order", store_id)
    customer = get_customer(actor, customer_id)
    store: Store = Store.objects.of(actor).one(store_id)
    wanted = [Wanted(*row) for row in lines]
    check_sale(
        actor,
        store=store,
        customer=customer,
        wanted=wanted,
        guardian_present=guardian_present,
        reason=reason,
    )
    return open_order(
        actor,
        store_id=store.pk,
        customer_id=customer.pk,
        lines=wanted,
        advisor_id=advisor_id,
        doctor_id=doctor_id,
        channel_id=channel_id,
    )


@requires("billing.order")
@transaction.atomic
def add_to_order(
    actor: Actor, *, order_id: int, wanted: Wanted, reason: str = ""
) -> list[OrderLine]:
    """Put one more thing on an open order, within the red lines; see `billing.add_line`."""
    order = locked_order(actor, order_id, "billing.order")
    visit = visit_of(actor, order)
    check_sale(
        actor,
        store=order.store,
        customer=order.customer,
        wanted=[wanted],
        guardian_present=visit is not None and guardian_is_here(visit),
        reason=reason,
    )
    return add_line(actor, order_id=order_id, wanted=wanted)


def _locked_visit(actor: Actor, visit_id: int) -> Visit:
    rows = Visit.objects.of(actor).to_act_on(actor, "billing.order")
    visit: Visit = rows.locked().one(visit_id)
    actor.check("billing.order", visit.store_id)
    if visit.left_at is not None:
        raise VisitOver
    unpaid: VisitOrder | None = (
        VisitOrder.objects.of(actor)
        .filter(visit=visit, order__state=State.OPEN)
        .select_related("order")
        .first()
    )
    if unpaid is not None:
        raise VisitHasOpenOrder(number=unpaid.order.number, order_id=unpaid.order_id)
    return visit


def _still_here(visit: Visit, member_id: int | None) -> int | None:
    member = first_at_work(visit, [member_id], clock.today(visit.store.timezone))
    return member.pk if member else None


def _came_for(visit: Visit) -> list[int] | None:
    return [booked.item_id for booked in bookings_of(visit, visit)] or None

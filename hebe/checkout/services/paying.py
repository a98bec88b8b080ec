"""Take the money within the red lines and send the customer on."""

from collections.abc import Sequence

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.billing.choices import State
from hebe.billing.models import Order, OrderLine
from hebe.billing.services import locked_order
from hebe.catalog.choices import Kind
from hebe.checkout.models import VisitOrder
from hebe.checkout.queries import visit_of
from hebe.checkout.services.asking import check_payment
from hebe.payments.services import take_payment
from hebe.visits.choices import Stage
from hebe.visits.models import Visit
from hebe.visits.queries import guardian_is_here
from hebe.visits.services import move_visit


@requires("payments.take")
@transaction.atomic
def pay_order(
    actor: Actor,
    *,
    order_id: int,
    tenders: Sequence[Sequence[object]],
    guardian_present: bool = False,
) -> Order:
    """Record tenders (method, fen, reference) for an order and return it.

    When it is paid, its visit goes on from the cashier to the treatment (or to after-care
    when nothing is to be treated). Refuses RedLine (MIN-03: a minor pays with her guardian)
    and what `payments.take_payment` refuses.
    """
    order = locked_order(actor, order_id, "payments.take")
    visit = visit_of(actor, order)
    present = guardian_present or (visit is not None and guardian_is_here(visit))
    check_payment(actor, order=order, guardian_present=present)
    take_payment(actor, order_id=order_id, tenders=tenders)
    order.refresh_from_db()
    if visit is not None and order.state == State.PAID:
        _send_on(actor, visit.pk)
    return order


@transaction.atomic
def send_on_when_paid(actor: Actor, *, order_id: int) -> None:
    """Move the visit of a settled order on, if she still is at the cashier."""
    bill = VisitOrder.objects.of(actor).filter(order_id=order_id, order__state=State.PAID)
    if found := bill.first():
        _send_on(actor, found.visit_id)


def _send_on(actor: Actor, visit_id: int) -> None:
    """Move a visit on from the cashier once all its bills are paid; never stops a payment."""
    at_till = Visit.objects.of(actor).filter(pk=visit_id, stage=Stage.CASHIER, left_at=None)
    visit: Visit | None = at_till.to_act_on(actor, "visits.move").locked().first()
    if visit is None or not actor.may("visits.move", visit.store_id):
        return
    bills = VisitOrder.objects.of(actor).filter(visit=visit)
    if bills.filter(order__state=State.OPEN).exists():
        return
    to_treat = OrderLine.objects.of(actor).filter(
        order__in=bills.filter(order__state=State.PAID).values("order_id"),
        item__kind__in=(Kind.TREATMENT, Kind.LIFE),
        executed=0,
    )
    stage = Stage.TREATMENT if to_treat.exists() else Stage.AFTERCARE
    move_visit(actor, visit_id=visit.pk, stage=stage)

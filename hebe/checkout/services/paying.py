"""Take the money within the red lines and send the customer on."""

from collections.abc import Sequence

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.billing.models import Order
from hebe.billing.services import locked_order
from hebe.checkout.facts import check_payment
from hebe.checkout.queries import visit_of
from hebe.payments.services import take_payment


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
    present = guardian_present or (visit is not None and visit.guardian_present)
    check_payment(actor, order=order, guardian_present=present)
    take_payment(actor, order_id=order_id, tenders=tenders)
    order.refresh_from_db()
    return order

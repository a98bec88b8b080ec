"""See a customer off, once everything is settled."""

from collections.abc import Collection

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.billing.choices import State
from hebe.checkout.errors import StillToPay
from hebe.checkout.models import VisitOrder
from hebe.clinical.choices import TreatmentState
from hebe.clinical.errors import WorkOpen
from hebe.clinical.models import Treatment
from hebe.visits.models import Visit
from hebe.visits.services import close_visit, locked_visit


@requires("visits.move")
@transaction.atomic
def see_off(actor: Actor, *, visit_id: int, keep: Collection[int] = ()) -> Visit:
    """End a visit and return it; refuses StillToPay, and WorkOpen during a treatment.

    `keep` are bookings of it that have not begun and that she comes back for today.
    """
    visit = locked_visit(actor, visit_id, "visits.move")
    unpaid: VisitOrder | None = (
        VisitOrder.objects.of(actor)
        .filter(visit=visit, order__state=State.OPEN)
        .select_related("order")
        .first()
    )
    if unpaid is not None:
        raise StillToPay(number=unpaid.order.number)
    if Treatment.objects.of(actor).filter(visit=visit, state=TreatmentState.RUNNING).exists():
        raise WorkOpen
    return close_visit(actor, visit_id=visit_id, keep=keep)

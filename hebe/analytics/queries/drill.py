"""The rows behind a number."""

from collections.abc import Callable
from datetime import date, datetime

from hebe.access.actor import Actor
from hebe.analytics.queries.credits import Span
from hebe.analytics.queries.numbers import stores_in_reach
from hebe.billing.choices import State
from hebe.billing.models import Order
from hebe.clinical.choices import TreatmentState
from hebe.clinical.models import Treatment
from hebe.kernel.errors import NotFound
from hebe.payments.models import Tender
from hebe.scheduling.choices import Status
from hebe.scheduling.models import Appointment
from hebe.visits.models import Visit

MOST = 200
# When, who, what, and the sum in fen where it is about money.
Behind = tuple[datetime, str, str, int | None]


def drill(actor: Actor, metric: str, store_id: int, since: date, until: date) -> list[Behind]:
    """Return the rows behind a number of one store, newest first (200 at most).

    NotFound for a store whose numbers the actor does not see.
    """
    actor.check("analytics.view", store_id)
    stores = [store for store in stores_in_reach(actor) if store.pk == store_id]
    if not stores:
        raise NotFound
    return ROWS.get(metric, _visits)(actor, Span(stores, since, until))


def _bookings(actor: Actor, span: Span) -> list[Behind]:
    rows = Appointment.objects.of(actor).filter(span.moments("starts_at"))
    rows = rows.exclude(status=Status.CANCELLED).select_related("customer", "item")
    rows = rows.order_by("-starts_at")
    return [(r.starts_at, r.customer.name, r.item.name, None) for r in rows[:MOST]]


def _deals(actor: Actor, span: Span) -> list[Behind]:
    rows = Order.objects.of(actor).filter(span.moments("paid_at"), state=State.PAID)
    rows = rows.select_related("customer").order_by("-paid_at")
    return [(r.paid_at, r.customer.name, r.number, r.total_fen) for r in rows[:MOST]]


def _money(actor: Actor, span: Span) -> list[Behind]:
    rows = Tender.objects.of(actor).filter(span.days())
    rows = rows.select_related("order__customer").order_by("-received_at")
    return [
        (r.received_at, r.order.customer.name, r.get_method_display(), r.amount_fen)
        for r in rows[:MOST]
    ]


def _treatments(actor: Actor, span: Span) -> list[Behind]:
    rows = Treatment.objects.of(actor).filter(span.days(), state=TreatmentState.DONE)
    rows = rows.select_related("customer", "item").order_by("-started_at")
    return [(r.started_at, r.customer.name, r.item.name, None) for r in rows[:MOST]]


def _visits(actor: Actor, span: Span) -> list[Behind]:
    rows = Visit.objects.of(actor).filter(span.days())
    rows = rows.select_related("customer").order_by("-arrived_at")
    return [(r.arrived_at, r.customer.name, r.purpose, None) for r in rows[:MOST]]


ROWS: dict[str, Callable[[Actor, Span], list[Behind]]] = {
    "bookings": _bookings,
    "deals": _deals,
    "average": _deals,
    "revenue": _money,
    "treatments": _treatments,
}

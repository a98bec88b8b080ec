"""The bookings of a day and the visit that they belong to."""

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.scheduling.choices import TO_COME, Status
from hebe.scheduling.models import Appointment
from hebe.tenancy.models import HasGroup, Store
from hebe.visits.models import Visit, VisitBooking


def bookings_of(whose: HasGroup, visit: Visit) -> list[Appointment]:
    """Return the bookings that a visit is for, the first one it came with in front."""
    further = (
        VisitBooking.objects.of(whose)
        .filter(visit=visit)
        .select_related("appointment__item", "appointment__room")
    )
    found = [] if visit.appointment is None else [visit.appointment]
    return found + [row.appointment for row in further.order_by("appointment__starts_at")]


def is_unused(booked: Appointment) -> bool:
    """Say whether a booking that arrived has not begun and lies ahead."""
    return booked.status == Status.ARRIVED and booked.starts_at > clock.now()


def not_begun(whose: HasGroup, visit_id: int) -> list[Appointment]:
    """Return the further bookings of a visit that lie ahead, by time."""
    further = VisitBooking.objects.of(whose).filter(visit_id=visit_id)
    rows = further.select_related("appointment__item").order_by("appointment__starts_at")
    return [row.appointment for row in rows if is_unused(row.appointment)]


def expected_today(actor: Actor, store: Store, customer_id: int) -> list[Appointment]:
    """Return a customer's bookings of today at a store that no visit has, by time.

    Who was noted as a no-show today is among them: she may come after all.
    """
    start, end = clock.day_bounds(clock.today(store.timezone), store.timezone)
    rows = Appointment.objects.reached(actor, "scheduling.view").filter(
        store=store, customer_id=customer_id, starts_at__gte=start, starts_at__lt=end,
        status__in=(*TO_COME, Status.NO_SHOW),
    )  # fmt: skip
    return list(rows.select_related("item", "doctor", "advisor").order_by("starts_at", "pk"))

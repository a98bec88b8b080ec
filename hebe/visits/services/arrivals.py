"""Acts of arrival: she is here, her clock starts."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.compliance.cases import Case
from hebe.compliance.choices import Trigger
from hebe.compliance.services import check
from hebe.customers.models import Customer
from hebe.customers.queries import get_customer
from hebe.customers.services import note_visit
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import NotFound
from hebe.kernel.violations import refusing
from hebe.scheduling.models import Appointment
from hebe.scheduling.services import mark_arrived
from hebe.staff.queries import first_at_work
from hebe.tenancy.models import Store, next_number
from hebe.visits import errors
from hebe.visits.choices import Stage
from hebe.visits.events import BookingJoined, CustomerArrived
from hebe.visits.models import Visit, VisitBooking
from hebe.visits.services.guardians import Papers, keep_guardian
from hebe.visits.services.stages import locked_visit, start_stage


@requires("visits.arrive")
@transaction.atomic
def register_arrival(
    actor: Actor,
    *,
    store_id: int,
    customer_id: int,
    appointment_id: int | None = None,
    also: Sequence[int] = (),
    purpose: str = "",
    guardian: Papers | None = None,
) -> Visit:
    """Let a visit begin: she gets the store-day's next number and the arrival clock starts.

    `also` are further bookings of hers today; a no-show who comes after all is one too. Without
    an appointment she is a customer within reach. Raises AlreadyHere while an earlier
    visit is open, NotToday for an appointment of another day or store, AlreadyClosed for one
    that is over, RedLine MIN-01 for a minor who is booked for something medical and came
    without her guardian, Invalid for papers that are not whole.
    """
    actor.check("visits.arrive", store_id)
    store: Store = Store.objects.of(actor).one(store_id)
    at = clock.now()
    day = clock.day_of(at, store.timezone)
    if appointment_id is None:
        appointment, customer = None, get_customer(actor, customer_id)
    else:
        appointment = _appointment(actor, appointment_id, customer_id, store, day)
        customer = appointment.customer
        _check_guardian(actor, store, appointment, day, is_here=guardian is not None)
    visit = _visit(actor, store, customer, appointment, at)
    booked_for = visit.purpose
    visit.purpose = purpose.strip() or booked_for
    visit.guardian_present = guardian is not None
    with refusing({"one_open_visit_per_customer": errors.AlreadyHere()}):
        visit.save()
    for booked_id in dict.fromkeys(also):
        if booked_id != appointment_id:
            join(actor, visit, booked_id)
    if guardian is not None:
        keep_guardian(actor, visit, guardian)
    start_stage(actor, visit, Stage.ARRIVED, None, None, at)
    note_visit(actor, customer_id=customer.pk, day=day)
    publish(
        actor,
        CustomerArrived(visit.pk, customer.pk, store.pk, visit.number, day, booked_for),
        subject=visit,
    )
    return visit


def _visit(
    actor: Actor, store: Store, customer: Customer, booked: Appointment | None, at: datetime
) -> Visit:
    """Return a visit that begins now, with the day's next number; not saved yet.

    Advisor and doctor are those of the booking, else her own; who has left is passed over.
    """
    day = clock.day_of(at, store.timezone)
    advisors = (booked.advisor_id if booked else None, customer.advisor_id)
    doctors = (booked.doctor_id if booked else None, customer.doctor_id)
    return Visit(
        group_id=actor.group_id,
        store=store,
        day=day,
        number=next_number(actor, f"visit:{store.pk}:{day:%Y%m%d}"),
        customer=customer,
        appointment=booked,
        advisor=first_at_work(actor, advisors, day),
        doctor=first_at_work(actor, doctors, day),
        purpose=booked.item.name if booked else "",
        stage_since=at,
        arrived_at=at,
        is_first=customer.last_visit_on is None,
        was_stage=customer.stage,
        was_here_on=customer.last_visit_on,
        version=1,
    )


@requires("visits.arrive")
@transaction.atomic
def join_booking(actor: Actor, *, visit_id: int, appointment_id: int) -> Visit:
    """Let a further booking of hers today join her visit, so that it is no no-show.

    Refuses what `register_arrival` does, and AlreadyLeft.
    """
    visit = locked_visit(actor, visit_id, "visits.arrive")
    join(actor, visit, appointment_id)
    visit.version += 1
    visit.save(update_fields=["version"])
    return visit


def join(actor: Actor, visit: Visit, appointment_id: int) -> None:
    """Mark a further booking of today as arrived, with this visit."""
    booked = _appointment(actor, appointment_id, visit.customer_id, visit.store, visit.day)
    is_here = visit.guardian_present
    _check_guardian(actor, visit.store, booked, visit.day, is_here=is_here)
    VisitBooking.objects.of(actor).create(
        group_id=actor.group_id, visit=visit, appointment=booked
    )
    publish(
        actor,
        BookingJoined(visit.pk, visit.customer_id, visit.store_id, booked.pk, booked.item.name),
        subject=visit,
    )


def _appointment(
    actor: Actor, appointment_id: int, customer_id: int, store: Store, day: date
) -> Appointment:
    """Mark her appointment of today as arrived, and return it."""
    booked = mark_arrived(actor, appointment_id=appointment_id)
    if booked.customer_id != customer_id:
        raise NotFound
    if booked.store_id != store.pk or clock.day_of(booked.starts_at, store.timezone) != day:
        raise errors.NotToday
    return booked


def _check_guardian(
    actor: Actor, store: Store, booked: Appointment, day: date, *, is_here: bool
) -> None:
    case = Case(
        store=store,
        item=booked.item,
        customer=booked.customer,
        guardian_present=is_here,
        on=day,
    )
    check(actor, Trigger.ARRIVE, case, subject=booked)

"""Book and move appointments."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.catalog.models import Item
from hebe.customers.models import Customer
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.scheduling import errors
from hebe.scheduling.choices import MOVED, OFF_DUTY, TO_COME, ResourceKind, Source, Status
from hebe.scheduling.events import AppointmentBooked, AppointmentMoved
from hebe.scheduling.models import Appointment, Change, Resource
from hebe.scheduling.queries import nearest_free
from hebe.scheduling.services.checks import Allowance, check_people, check_time
from hebe.scheduling.services.claims import (
    claim,
    clashing,
    free_of_type,
    refusal_of,
    release,
    wants_of,
)
from hebe.scheduling.services.locking import locked_appointment
from hebe.staff.models import Member
from hebe.tenancy.models import Store


@requires("scheduling.book")
@transaction.atomic
def book_appointment(
    actor: Actor,
    *,
    store_id: int,
    customer_id: int,
    item_id: int,
    starts_at: datetime,
    doctor_id: int | None = None,
    advisor_id: int | None = None,
    room_id: int | None = None,
    device_id: int | None = None,
    source: str = Source.FRONT_DESK,
    note: str = "",
    guardian_present: bool = False,
    reason: str = "",
    off_duty_reason: str = "",
) -> Appointment:
    """Put an appointment in the diary, taking its people, room and device.

    A room or device of the type the item needs is chosen when none is named. `reason`
    passes a warning of the red lines; `off_duty_reason` lets people work outside the roster
    (needs `scheduling.off_duty`). Raises SlotTaken (who was first is the database's
    decision), CustomerBusy, NothingFree, NotOnShift, StoreClosed, InThePast, DoctorMissing,
    WrongResource, NotSkilled, RedLine, RedLineWarning.
    """
    actor.check("scheduling.book", store_id)
    if source not in Source.values:
        raise Invalid("source")
    appointment = Appointment(
        group_id=actor.group_id,
        store=Store.objects.of(actor).one(store_id),
        customer=Customer.objects.of(actor).one(customer_id),
        item=Item.objects.of(actor).one(item_id),
        doctor=Member.objects.of(actor).chosen(doctor_id),
        advisor=Member.objects.of(actor).chosen(advisor_id),
        room=Resource.objects.of(actor).chosen(room_id),
        device=Resource.objects.of(actor).chosen(device_id),
        starts_at=starts_at.replace(second=0, microsecond=0),
        source=source,
        note=note.strip(),
        created_by_id=actor.user_id,
    )
    allowed = Allowance(guardian_present, reason.strip(), off_duty_reason.strip())
    _put_in_diary(actor, appointment, allowed)
    publish(
        actor,
        AppointmentBooked(
            appointment.pk, customer_id, store_id, appointment.item.name,
            appointment.doctor.name if appointment.doctor else "", appointment.starts_at,
        ),
        subject=appointment,
    )  # fmt: skip
    return appointment


def _put_in_diary(actor: Actor, appointment: Appointment, allowed: Allowance) -> None:
    """Check, then take the time; a refusal for lack of time names what is free nearby."""
    _set_end(appointment)
    try:
        check_time(appointment)
        off_duty = check_people(actor, appointment, allowed)
        _fill_resources(actor, appointment)
        appointment.save()
        claim(actor, appointment)
    except errors.Unfit as no:
        unfit = _graver(actor, appointment, no)
        times = nearest_free(actor, appointment) if actor.may("scheduling.view") else []
        raise unfit.offering(times, appointment.store.timezone) from no
    if off_duty:
        _note(actor, appointment, OFF_DUTY, allowed.off_duty_reason)


def _note(
    actor: Actor,
    appointment: Appointment,
    what: str,
    reason: str,
    before: dict[str, Any] | None = None,
) -> None:
    Change.objects.of(actor).create(
        group_id=actor.group_id, appointment=appointment, what=what, reason=reason,
        before=before or {}, who=actor.name, at=clock.now(),
    )  # fmt: skip


def _graver(actor: Actor, appointment: Appointment, unfit: errors.Unfit) -> errors.Unfit:
    """Return why it really does not fit: that nobody is free matters more than a room."""
    if not isinstance(unfit, errors.NothingFree):
        return unfit
    clash = clashing(actor, wants_of(appointment), appointment.pk)
    return refusal_of(clash) if clash is not None else unfit


def _set_end(appointment: Appointment) -> None:
    minutes = timedelta(minutes=appointment.item.duration_minutes)
    appointment.ends_at = appointment.starts_at + minutes


def _fill_resources(actor: Actor, appointment: Appointment) -> None:
    for field, kind, type_name in (
        ("room", ResourceKind.ROOM, appointment.item.room_type),
        ("device", ResourceKind.DEVICE, appointment.item.device_type),
    ):
        chosen: Resource | None = getattr(appointment, field)
        if chosen is not None:
            fits = not type_name or chosen.type == type_name
            if chosen.kind != kind or chosen.store_id != appointment.store_id or not fits:
                raise errors.WrongResource
        elif type_name:
            setattr(appointment, field, _choose(actor, appointment, kind, type_name))


def _choose(actor: Actor, appointment: Appointment, kind: str, type_name: str) -> Resource:
    cleared = appointment.ends_at + timedelta(minutes=appointment.item.turnaround_minutes)
    rows = Resource.objects.of(actor).filter(
        store_id=appointment.store_id, kind=kind, type=type_name, is_active=True
    )
    found = free_of_type(actor, rows.order_by("pk"), appointment.starts_at, cleared)
    if found is None:
        raise errors.NothingFree(None, what=str(ResourceKind(kind).label))
    return found


@requires("scheduling.book")
@transaction.atomic
def reschedule_appointment(
    actor: Actor,
    *,
    appointment_id: int,
    starts_at: datetime,
    doctor_id: int | None = None,
    advisor_id: int | None = None,
    room_id: int | None = None,
    device_id: int | None = None,
    reason: str = "",
    off_duty_reason: str = "",
    guardian_present: bool = False,
    expected_start: datetime | None = None,
) -> Appointment:
    """Move an appointment to another time (and people, room or device, when named).

    Everything moves or nothing does; refusals are those of booking, AlreadyClosed, and
    MovedMeanwhile when it no longer stands where the person saw it (`expected_start`).
    `reason` says why it moves, and passes a warning; `off_duty_reason` as in booking.
    A confirmed appointment must be confirmed again when its time changed.
    """
    appointment = locked_appointment(actor, appointment_id, "scheduling.book")
    if appointment.status not in TO_COME:
        raise errors.AlreadyClosed
    if expected_start is not None and expected_start != appointment.starts_at:
        raise errors.MovedMeanwhile
    before = _place(appointment)
    release(actor, appointment)
    was_at = appointment.starts_at
    appointment.starts_at = starts_at.replace(second=0, microsecond=0)
    appointment.doctor = Member.objects.of(actor).chosen(doctor_id) or appointment.doctor
    appointment.room = Resource.objects.of(actor).chosen(room_id) or _still_free(
        actor, appointment, "room"
    )
    appointment.device = Resource.objects.of(actor).chosen(device_id) or _still_free(
        actor, appointment, "device"
    )
    appointment.advisor = Member.objects.of(actor).chosen(advisor_id) or appointment.advisor
    if appointment.starts_at != was_at:
        appointment.status = Status.BOOKED
    allowed = Allowance(guardian_present, reason.strip(), off_duty_reason.strip())
    _put_in_diary(actor, appointment, allowed)
    _note(actor, appointment, MOVED, reason.strip(), before)
    publish(
        actor,
        AppointmentMoved(
            appointment.pk, appointment.customer_id, appointment.store_id,
            appointment.item.name, appointment.starts_at,
        ),
        subject=appointment,
        before=before,
        after=_place(appointment),
    )  # fmt: skip
    return appointment


def _place(appointment: Appointment) -> dict[str, Any]:
    return {
        "starts_at": appointment.starts_at.isoformat(),
        "doctor_id": appointment.doctor_id,
        "advisor_id": appointment.advisor_id,
        "room_id": appointment.room_id,
        "device_id": appointment.device_id,
    }


def _still_free(actor: Actor, appointment: Appointment, field: str) -> Resource | None:
    """Return the present room or device when it is free then, else let one be chosen."""
    present: Resource | None = getattr(appointment, field)
    type_name = appointment.item.room_type if field == "room" else appointment.item.device_type
    if present is None or not type_name:
        return present
    minutes = appointment.item.duration_minutes + appointment.item.turnaround_minutes
    end = appointment.starts_at + timedelta(minutes=minutes)
    return free_of_type(actor, [present], appointment.starts_at, end)

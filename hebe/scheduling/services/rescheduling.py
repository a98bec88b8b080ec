"""Move appointments."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.journal.publish import publish
from hebe.scheduling import errors
from hebe.scheduling.choices import MOVED, TO_COME, Status
from hebe.scheduling.events import AppointmentMoved
from hebe.scheduling.models import Appointment, Resource
from hebe.scheduling.services.checks import Allowance
from hebe.scheduling.services.claims import free_of_type, release
from hebe.scheduling.services.diary import note, put_in_diary
from hebe.scheduling.services.locking import locked_appointment
from hebe.staff.models import Member


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
    _set_start(appointment, starts_at)
    _exchange_people(actor, appointment, doctor=doctor_id, advisor=advisor_id)
    _exchange_things(actor, appointment, room=room_id, device=device_id)
    allowed = Allowance(guardian_present, reason.strip(), off_duty_reason.strip())
    put_in_diary(actor, appointment, allowed)
    note(actor, appointment, MOVED, reason.strip(), before)
    publish(
        actor,
        AppointmentMoved(
            appointment.pk, appointment.customer_id, appointment.store_id,
            appointment.item.name, appointment.starts_at, appointment.item_id,
            appointment.doctor_id,
        ),
        subject=appointment,
        before=before,
        after=_place(appointment),
    )  # fmt: skip
    return appointment


def _set_start(appointment: Appointment, starts_at: datetime) -> None:
    moved_to = starts_at.replace(second=0, microsecond=0)
    if appointment.starts_at != moved_to:
        appointment.starts_at, appointment.status = moved_to, Status.BOOKED


def _exchange_people(actor: Actor, appointment: Appointment, **named: int | None) -> None:
    for role, key in named.items():
        if (member := Member.objects.of(actor).chosen(key)) is not None:
            setattr(appointment, role, member)


def _exchange_things(actor: Actor, appointment: Appointment, **named: int | None) -> None:
    for kind, key in named.items():
        thing = Resource.objects.of(actor).chosen(key) or _still_free(actor, appointment, kind)
        setattr(appointment, kind, thing)


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
    if present is None or not present.is_active:
        return None
    if not type_name:
        return present
    minutes = appointment.item.duration_minutes + appointment.item.turnaround_minutes
    end = appointment.starts_at + timedelta(minutes=minutes)
    return free_of_type(actor, [present], appointment.starts_at, end)

"""Move appointments."""

from datetime import datetime
from typing import Any

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.catalog.choices import Role
from hebe.journal.publish import publish
from hebe.scheduling import errors
from hebe.scheduling.choices import MOVED, TO_COME, Status
from hebe.scheduling.events import AppointmentMoved
from hebe.scheduling.models import Appointment, Resource
from hebe.scheduling.parts import Chosen, Part, parts_now, seat_person
from hebe.scheduling.services.checks import Allowance
from hebe.scheduling.services.choosing import Leads, seat
from hebe.scheduling.services.claims import forget
from hebe.scheduling.services.diary import note, put_in_diary
from hebe.scheduling.services.locking import locked_appointment


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
    chosen: Chosen | None = None,
    reason: str = "",
    off_duty_reason: str = "",
    guardian_present: bool = False,
    expected_start: datetime | None = None,
) -> Appointment:
    """Move an appointment to another time (and people, room or device, when named).

    Whom somebody had named comes along; who was only found, and rooms and devices, may be
    exchanged for others that are free. `chosen` and the four keys name others, as in booking.
    Everything moves or nothing does; refusals are those of booking, AlreadyClosed, and
    MovedMeanwhile when it no longer stands where the person saw it (`expected_start`).
    `reason` says why it moves, and passes a warning; `off_duty_reason` as in booking. A
    confirmed appointment must be confirmed again when its time changed.
    """
    appointment = locked_appointment(actor, appointment_id, "scheduling.book")
    if appointment.status not in TO_COME:
        raise errors.AlreadyClosed
    if expected_start is not None and expected_start != appointment.starts_at:
        raise errors.MovedMeanwhile
    before = _place(appointment)
    parts = _present(appointment)
    forget(actor, appointment)
    _set_start(appointment, starts_at)
    leads = Leads(doctor_id, advisor_id, room_id, device_id)
    seat(actor, appointment, parts, leads, chosen or {})
    seat_person(parts, appointment.item, Role.ADVISOR, appointment.advisor)
    allowed = Allowance(guardian_present, reason.strip(), off_duty_reason.strip())
    put_in_diary(actor, appointment, parts, allowed)
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


def _present(appointment: Appointment) -> list[Part]:
    """Return its parts as they are; rooms and devices it needs only stay where they can."""
    parts = parts_now(appointment.item, appointment.parts)
    for part in parts:
        if isinstance(part.taker, Resource) and part.need_id:
            part.seat(part.taker, is_named=False)
    return [part for part in parts if part.need_id or _is_there(part)]


def _is_there(part: Part) -> bool:
    return not isinstance(part.taker, Resource) or part.taker.is_active


def _place(appointment: Appointment) -> dict[str, Any]:
    return {
        "starts_at": appointment.starts_at.isoformat(),
        "doctor_id": appointment.doctor_id,
        "advisor_id": appointment.advisor_id,
        "room_id": appointment.room_id,
        "device_id": appointment.device_id,
    }

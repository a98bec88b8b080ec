"""Book and move appointments."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.catalog.models import Item
from hebe.catalog.queries import item_facts
from hebe.compliance.choices import Trigger
from hebe.compliance.facts import store_facts
from hebe.compliance.rules import age_on
from hebe.compliance.services import check
from hebe.customers.models import Customer
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, NotFound
from hebe.scheduling import errors, rules
from hebe.scheduling.choices import TO_COME, ResourceKind, Source, Status
from hebe.scheduling.events import AppointmentBooked, AppointmentMoved
from hebe.scheduling.models import Appointment, Change, Resource
from hebe.scheduling.queries import nearest_free
from hebe.scheduling.services.claims import (
    claim,
    clashing,
    free_of_type,
    refusal_of,
    release,
    wants_of,
)
from hebe.staff.models import Member, Shift
from hebe.staff.queries import ensure_skilled, qualification_facts
from hebe.tenancy.models import Store

LATENESS = timedelta(minutes=15)


def _one(model: Any, actor: Actor, pk: int | None) -> Any:
    if pk is None:
        return None
    row = model.objects.of(actor).filter(pk=pk).first()
    if row is None:
        raise NotFound
    return row


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
) -> Appointment:
    """Put an appointment in the diary, taking its people, room and device.

    A room or device of the type the item needs is chosen when none is named. Raises
    SlotTaken (who was first is the database's decision), CustomerBusy, NothingFree,
    NotOnShift, StoreClosed, InThePast, DoctorMissing, WrongResource, NotSkilled, RedLine.
    """
    actor.check("scheduling.book", store_id)
    if source not in Source.values:
        raise Invalid("source")
    appointment = Appointment(
        group_id=actor.group_id,
        store=_one(Store, actor, store_id),
        customer=_one(Customer, actor, customer_id),
        item=_one(Item, actor, item_id),
        doctor=_one(Member, actor, doctor_id),
        advisor=_one(Member, actor, advisor_id),
        room=_one(Resource, actor, room_id),
        device=_one(Resource, actor, device_id),
        starts_at=starts_at.replace(second=0, microsecond=0),
        source=source,
        note=note.strip(),
        created_by_id=actor.user_id,
    )
    _put_in_diary(actor, appointment, guardian_present=guardian_present)
    publish(
        actor,
        AppointmentBooked(
            appointment.pk, customer_id, store_id, appointment.item.name,
            appointment.doctor.name if appointment.doctor else "", appointment.starts_at,
        ),
        subject=appointment,
    )  # fmt: skip
    return appointment


def _put_in_diary(actor: Actor, appointment: Appointment, *, guardian_present: bool) -> None:
    """Check, then take the time; a refusal for lack of time names what is free nearby."""
    _set_end(appointment)
    try:
        _check_time(appointment)
        _check_people(actor, appointment, guardian_present=guardian_present)
        _fill_resources(actor, appointment)
        appointment.save()
        claim(actor, appointment)
    except errors.Unfit as no:
        unfit = _graver(actor, appointment, no)
        times = nearest_free(actor, appointment) if actor.may("scheduling.view") else []
        raise unfit.offering(times, appointment.store.timezone) from no


def _graver(actor: Actor, appointment: Appointment, unfit: errors.Unfit) -> errors.Unfit:
    """Return why it really does not fit: that nobody is free matters more than a room."""
    if not isinstance(unfit, errors.NothingFree):
        return unfit
    clash = clashing(actor, wants_of(appointment), appointment.pk)
    return refusal_of(clash) if clash is not None else unfit


def _set_end(appointment: Appointment) -> None:
    minutes = timedelta(minutes=appointment.item.duration_minutes)
    appointment.ends_at = appointment.starts_at + minutes


def _check_time(appointment: Appointment) -> None:
    store = appointment.store
    if appointment.starts_at < clock.now() - LATENESS:
        raise errors.InThePast
    if not rules.is_within_hours(
        appointment.starts_at, appointment.ends_at, store.opens_at, store.closes_at,
        store.timezone,
    ):  # fmt: skip
        raise errors.StoreClosed(
            None, opens=f"{store.opens_at:%H:%M}", closes=f"{store.closes_at:%H:%M}"
        )


def _check_people(actor: Actor, appointment: Appointment, *, guardian_present: bool) -> None:
    item, store, doctor = appointment.item, appointment.store, appointment.doctor
    day = clock.day_of(appointment.starts_at, store.timezone)
    if item.needs_doctor and doctor is None:
        raise errors.DoctorMissing
    if doctor is not None:
        ensure_skilled(doctor, item)
    facts = {
        **store_facts(store),
        **item_facts(item),
        **qualification_facts(doctor, item, store, day),
        "age": age_on(appointment.customer.birthday, day),
        "guardian_present": guardian_present or bool(appointment.customer.guardian_name),
        "on": day,
    }
    check(actor, Trigger.BOOKING, facts, subject=appointment.customer)
    for member in (doctor, appointment.advisor):
        if member is not None:
            _check_shift(actor, appointment, member)


def _check_shift(actor: Actor, appointment: Appointment, member: Member) -> None:
    day = clock.day_of(appointment.starts_at, appointment.store.timezone)
    duty = Shift.objects.of(actor).filter(member=member, store_id=appointment.store_id, day=day)
    spans = [(shift.starts_at, shift.ends_at) for shift in duty]
    if rules.gaps(spans, appointment.starts_at, appointment.ends_at):
        raise errors.NotOnShift(None, who=member.name)


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
    expected_start: datetime | None = None,
) -> Appointment:
    """Move an appointment to another time (and people, room or device, when named).

    Everything moves or nothing does; refusals are those of booking, AlreadyClosed, and
    MovedMeanwhile when it no longer stands where the person saw it (`expected_start`).
    A confirmed appointment must be confirmed again when its time changed.
    """
    appointment: Appointment | None = (
        Appointment.objects.of(actor)
        .locked()
        .select_related("store", "customer", "item", "doctor", "advisor", "room", "device")
        .filter(pk=appointment_id)
        .first()
    )
    if appointment is None:
        raise NotFound
    actor.check("scheduling.book", appointment.store_id)
    if appointment.status not in TO_COME:
        raise errors.AlreadyClosed
    if expected_start is not None and expected_start != appointment.starts_at:
        raise errors.MovedMeanwhile
    before = _place(appointment)
    release(actor, appointment)
    was_at = appointment.starts_at
    appointment.starts_at = starts_at.replace(second=0, microsecond=0)
    appointment.doctor = _one(Member, actor, doctor_id) or appointment.doctor
    appointment.room = _one(Resource, actor, room_id) or _still_free(actor, appointment, "room")
    appointment.device = _one(Resource, actor, device_id) or _still_free(
        actor, appointment, "device"
    )
    appointment.advisor = _one(Member, actor, advisor_id) or appointment.advisor
    if appointment.starts_at != was_at:
        appointment.status = Status.BOOKED
    _put_in_diary(actor, appointment, guardian_present=False)
    Change.objects.of(actor).create(
        group_id=actor.group_id, appointment=appointment, what="moved", reason=reason.strip(),
        before=before, who=actor.name, at=clock.now(),
    )  # fmt: skip
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

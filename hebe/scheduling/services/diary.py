"""What booking and moving share: the end, the rooms and devices, the claim on the time."""

from datetime import timedelta
from typing import Any

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.scheduling import errors
from hebe.scheduling.choices import OFF_DUTY, ResourceKind
from hebe.scheduling.models import Appointment, Change, Resource
from hebe.scheduling.queries import nearest_free
from hebe.scheduling.services.checks import Allowance, check_people, check_time
from hebe.scheduling.services.claims import (
    claim,
    clashing,
    free_of_type,
    refusal_of,
    wants_of,
)


def put_in_diary(actor: Actor, appointment: Appointment, allowed: Allowance) -> None:
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
        note(actor, appointment, OFF_DUTY, allowed.off_duty_reason)


def note(
    actor: Actor,
    appointment: Appointment,
    what: str,
    reason: str,
    before: dict[str, Any] | None = None,
) -> None:
    """Write down what was done with an appointment, by whom and why."""
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
            here = chosen.is_active and chosen.store_id == appointment.store_id
            if chosen.kind != kind or not here or not fits:
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

"""What booking and moving share: the end, whoever is free, the claim on the time."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from hebe.access.actor import Actor
from hebe.catalog.choices import NeedKind, Role
from hebe.kernel import clock
from hebe.scheduling import errors
from hebe.scheduling.choices import OFF_DUTY
from hebe.scheduling.models import Appointment, Change
from hebe.scheduling.parts import ACCOMPANYING, Part
from hebe.scheduling.queries import nearest_free
from hebe.scheduling.services.checks import (
    Allowance,
    check_law,
    check_roster,
    check_things,
    check_time,
)
from hebe.scheduling.services.choosing import choose_free
from hebe.scheduling.services.claims import claim, clashing, refusal_of, wants_of


def put_in_diary(
    actor: Actor, appointment: Appointment, parts: list[Part], allowed: Allowance
) -> None:
    """Check, choose whoever is free, then take the time; a refusal names what is free nearby.

    Whom somebody named is checked before anybody is chosen, so that what the law or the roster
    says of her comes before what is lacking.
    """
    _set_end(appointment)
    try:
        check_time(appointment)
        _refuse_unnamed(parts)
        check_law(actor, appointment, parts, allowed)
        off_duty = check_roster(actor, appointment, parts, allowed)
        check_things(appointment, parts)
        choose_free(actor, appointment, parts)
        check_law(actor, appointment, parts, allowed, is_chosen=True)
        _set_leads(appointment, parts)
        appointment.save()
        claim(actor, appointment, parts)
    except errors.Unfit as no:
        unfit = _graver(actor, appointment, parts, no)
        times = nearest_free(actor, appointment, parts) if actor.may("scheduling.view") else []
        raise unfit.offering(times, appointment.store.timezone) from no
    if off_duty:
        note(actor, appointment, OFF_DUTY, allowed.off_duty_reason)


def _refuse_unnamed(parts: Sequence[Part]) -> None:
    """Raise DoctorMissing or NotNamed for what a person is to choose and nobody did."""
    for part in parts:
        if part.must_name and part.taker is None:
            if part.what == Role.DOCTOR:
                raise errors.DoctorMissing
            raise errors.NotNamed(what=part.label)


def _set_leads(appointment: Appointment, parts: Sequence[Part]) -> None:
    """Repeat the first of each kind on the appointment itself."""
    appointment.doctor = _first(parts, NeedKind.PERSON, (Role.DOCTOR,))
    appointment.advisor = _first(parts, NeedKind.PERSON, ACCOMPANYING) or appointment.advisor
    appointment.room = _first(parts, NeedKind.ROOM)
    appointment.device = _first(parts, NeedKind.DEVICE)


def _first(parts: Sequence[Part], kind: str, what: tuple[str, ...] = ()) -> Any:
    alike = (p for p in parts if p.kind == kind and (not what or p.what in what))
    return next((part.taker for part in alike), None)


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


def _graver(
    actor: Actor, appointment: Appointment, parts: Sequence[Part], unfit: errors.Unfit
) -> errors.Unfit:
    """Return why it really does not fit: that nobody is free matters more than a room."""
    if not isinstance(unfit, errors.NothingFree):
        return unfit
    clash = clashing(actor, wants_of(appointment, parts), appointment.pk)
    return refusal_of(clash) if clash is not None else unfit


def _set_end(appointment: Appointment) -> None:
    minutes = timedelta(minutes=appointment.item.duration_minutes)
    appointment.ends_at = appointment.starts_at + minutes

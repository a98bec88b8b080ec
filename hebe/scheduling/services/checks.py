"""Whether a time, and those who are to work then, may be booked at all."""

from dataclasses import dataclass
from datetime import timedelta

from hebe.access.actor import Actor
from hebe.compliance.cases import Case
from hebe.compliance.choices import Trigger
from hebe.compliance.services import check
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.scheduling import errors, rules
from hebe.scheduling.models import Appointment
from hebe.staff.models import Member, Shift
from hebe.staff.queries import ensure_skilled, members_at

LATENESS = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Allowance:
    """What passes this once, and why: a warning, or work outside the roster."""

    guardian_present: bool = False
    reason: str = ""
    off_duty_reason: str = ""


def check_time(appointment: Appointment) -> None:
    """Raise OutOfBusiness, InThePast or StoreClosed when the time itself is impossible."""
    store = appointment.store
    if not store.is_open:
        raise errors.OutOfBusiness(name=store.name)
    if appointment.starts_at < clock.now() - LATENESS:
        raise errors.InThePast
    if not rules.can_be_claimed(appointment.starts_at, appointment.ends_at):
        raise Invalid("starts_at")
    if not rules.is_within_hours(
        appointment.starts_at, appointment.ends_at, store.opens_at, store.closes_at,
        store.timezone,
    ):  # fmt: skip
        raise errors.StoreClosed(
            None, opens=f"{store.opens_at:%H:%M}", closes=f"{store.closes_at:%H:%M}"
        )


def check_people(actor: Actor, appointment: Appointment, allowed: Allowance) -> bool:
    """Say whether somebody works outside the roster; see booking for the refusals."""
    item, store, doctor = appointment.item, appointment.store, appointment.doctor
    day = clock.day_of(appointment.starts_at, store.timezone)
    if item.needs_doctor and doctor is None:
        raise errors.DoctorMissing
    if doctor is not None:
        ensure_skilled(doctor, item)
    customer = appointment.customer
    case = Case(
        store=store,
        item=item,
        performer=doctor,
        customer=customer,
        guardian_present=allowed.guardian_present or bool(customer.guardian_name),
        on=day,
    )
    check(actor, Trigger.BOOKING, case, subject=customer, reason=allowed.reason)
    team = [member for member in (doctor, appointment.advisor) if member is not None]
    off_duty = [member for member in team if not _is_on_duty(actor, appointment, member)]
    for member in off_duty:
        _check_override(actor, appointment, member, allowed)
    return bool(off_duty)


def _is_on_duty(actor: Actor, appointment: Appointment, member: Member) -> bool:
    day = clock.day_of(appointment.starts_at, appointment.store.timezone)
    duty = Shift.objects.of(actor).filter(member=member, store_id=appointment.store_id, day=day)
    spans = [(shift.starts_at, shift.ends_at) for shift in duty]
    return not rules.gaps(spans, appointment.starts_at, appointment.ends_at)


def _check_override(
    actor: Actor, appointment: Appointment, member: Member, allowed: Allowance
) -> None:
    """Raise NotOnShift, but for who works here and is called in by somebody who may."""
    store = appointment.store
    day = clock.day_of(appointment.starts_at, store.timezone)
    works_here = members_at(actor, store, day).filter(pk=member.pk).exists()
    may = works_here and actor.may("scheduling.off_duty", store.pk)
    if not (may and allowed.off_duty_reason):
        raise errors.NotOnShift(None, who=member.name).waivable(by_this_person=may)

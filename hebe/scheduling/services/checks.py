"""Whether a time, and those who are to work then, may be booked at all."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from hebe.access.actor import Actor
from hebe.catalog.choices import NeedKind, Role
from hebe.compliance.cases import Case
from hebe.compliance.choices import Trigger
from hebe.compliance.services import check
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.scheduling import errors, rules
from hebe.scheduling.hours import diary_day, is_open_for
from hebe.scheduling.models import Appointment, Resource
from hebe.scheduling.parts import Part
from hebe.staff.models import Member
from hebe.staff.queries import duty_of, ensure_skilled, members_at

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
    if not is_open_for(store, appointment.starts_at, appointment.ends_at):
        raise errors.StoreClosed(
            None, opens=f"{store.opens_at:%H:%M}", closes=f"{store.closes_at:%H:%M}"
        )


def check_law(
    actor: Actor,
    appointment: Appointment,
    parts: Sequence[Part],
    allowed: Allowance,
    *,
    is_chosen: bool = False,
) -> None:
    """Ask the red lines of booking for every doctor, or once where no doctor takes part.

    `is_chosen`: only those whom nobody named, once they are chosen. Raises NotSkilled,
    RedLine, RedLineWarning.
    """
    doctors = [p for p in parts if p.what == Role.DOCTOR and p.kind == NeedKind.PERSON]
    now = [p.member for p in doctors if p.member and p.is_named is not is_chosen]
    if not doctors and not is_chosen:
        _ask_law(actor, appointment, None, allowed)
    for doctor in now:
        ensure_skilled(doctor, appointment.item)
        _ask_law(actor, appointment, doctor, allowed)


def _ask_law(
    actor: Actor, appointment: Appointment, doctor: Member | None, allowed: Allowance
) -> None:
    item, store, customer = appointment.item, appointment.store, appointment.customer
    day = clock.day_of(appointment.starts_at, store.timezone)
    case = Case(
        store=store,
        item=item,
        performer=doctor,
        customer=customer,
        guardian_present=allowed.guardian_present or bool(customer.guardian_name),
        on=day,
    )
    check(actor, Trigger.BOOKING, case, subject=customer, reason=allowed.reason)


def check_roster(
    actor: Actor, appointment: Appointment, parts: Sequence[Part], allowed: Allowance
) -> bool:
    """Say whether somebody who was named works outside the roster; raises NotOnShift."""
    start = appointment.starts_at
    team = [(p, p.member) for p in parts if p.member is not None and p.is_named]
    duty = duty_of(
        actor, appointment.store, [m.pk for _p, m in team], start, appointment.ends_at
    )
    off = [m for p, m in team if rules.gaps(duty.get(m.pk, ()), *p.span(start))]
    for member in off:
        _check_override(actor, appointment, member, allowed)
    return bool(off)


def check_things(appointment: Appointment, parts: Sequence[Part]) -> None:
    """Raise WrongResource for a named room or device of another store, or out of use."""
    for part in parts:
        thing = part.taker if part.is_named else None
        if isinstance(thing, Resource):
            here = thing.is_active and thing.store_id == appointment.store_id
            if not here:
                raise errors.WrongResource


def _check_override(
    actor: Actor, appointment: Appointment, member: Member, allowed: Allowance
) -> None:
    """Raise NotOnShift, but for who works here and is called in by somebody who may."""
    store = appointment.store
    day = diary_day(store, appointment.starts_at)
    works_here = members_at(actor, store, day).filter(pk=member.pk).exists()
    may = works_here and actor.may("scheduling.off_duty", store.pk)
    if not (may and allowed.off_duty_reason):
        raise errors.NotOnShift(None, who=member.name).waivable(by_this_person=may)

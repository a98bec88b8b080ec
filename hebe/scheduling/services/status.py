"""An appointment's way from booked to done, cancelled or missed."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.scheduling.choices import TO_COME, Status
from hebe.scheduling.errors import AlreadyClosed, TooEarly, TooLate
from hebe.scheduling.events import (
    AppointmentCancelled,
    AppointmentConfirmed,
    CustomerStayedAway,
    NoShowTakenBack,
)
from hebe.scheduling.models import Appointment, Change
from hebe.scheduling.services.claims import give_up, take_again
from hebe.scheduling.services.locking import locked_appointment
from hebe.scheduling.services.resting import give_back_rest


def _turned(
    actor: Actor,
    appointment_id: int,
    permission: str,
    status: Status,
    *,
    allowed: Collection[str] = TO_COME,
    reason: str = "",
) -> Appointment:
    appointment = locked_appointment(actor, appointment_id, permission)
    if appointment.status not in allowed:
        raise AlreadyClosed
    return _turn(actor, appointment, status, reason)


def _turn(actor: Actor, appointment: Appointment, status: Status, reason: str) -> Appointment:
    before = {"status": appointment.status}
    appointment.status = status
    appointment.save(update_fields=["status"])
    Change.objects.of(actor).create(
        group_id=actor.group_id, appointment=appointment, what=status, reason=reason.strip(),
        before=before, who=actor.name, at=clock.now(),
    )  # fmt: skip
    return appointment


@requires("scheduling.book")
@transaction.atomic
def confirm_appointment(actor: Actor, *, appointment_id: int) -> Appointment:
    """Note that the customer said she will come."""
    allowed = (Status.BOOKED,)
    found = _turned(actor, appointment_id, "scheduling.book", Status.CONFIRMED, allowed=allowed)
    publish(
        actor,
        AppointmentConfirmed(
            found.pk,
            found.customer_id,
            found.store_id,
            found.item.name,
            found.item_id,
            found.starts_at,
        ),
        subject=found,
    )
    return found


@requires("scheduling.cancel")
@transaction.atomic
def cancel_appointment(actor: Actor, *, appointment_id: int, reason: str) -> Appointment:
    """Cancel, with a reason, and give the slot back."""
    if not reason.strip():
        raise Invalid("reason")
    found = _turned(actor, appointment_id, "scheduling.cancel", Status.CANCELLED, reason=reason)
    give_up(actor, found)
    publish(
        actor,
        AppointmentCancelled(
            found.pk,
            found.customer_id,
            found.store_id,
            found.item.name,
            reason.strip(),
            found.item_id,
            found.starts_at,
        ),
        subject=found,
    )
    return found


@requires("scheduling.cancel")
@transaction.atomic
def mark_no_show(actor: Actor, *, appointment_id: int) -> Appointment:
    """Note that she did not come; the rest of the slot is free again. TooEarly before."""
    found = _turned(actor, appointment_id, "scheduling.cancel", Status.NO_SHOW)
    if found.starts_at > clock.now():
        raise TooEarly
    give_up(actor, found)
    publish(
        actor,
        CustomerStayedAway(
            found.pk,
            found.customer_id,
            found.store_id,
            found.item.name,
            found.item_id,
            found.starts_at,
        ),
        subject=found,
    )
    return found


@requires("scheduling.cancel")
@transaction.atomic
def take_back_no_show(actor: Actor, *, appointment_id: int, reason: str) -> Appointment:
    """Take back that she did not come, on the same day: it was noted too early.

    Her time is taken again as far as it is free. Refuses Invalid without a reason,
    AlreadyClosed for what is no no-show, TooLate on another day.
    """
    found = locked_appointment(actor, appointment_id, "scheduling.cancel")
    if found.status != Status.NO_SHOW:
        raise AlreadyClosed
    if clock.day_of(found.starts_at, found.store.timezone) != clock.today(found.store.timezone):
        raise TooLate
    turn_back(actor, found, reason)
    told = NoShowTakenBack(found.pk, found.customer_id, found.store_id, found.item.name)
    publish(actor, told, subject=found)
    return found


def turn_back(actor: Actor, appointment: Appointment, reason: str) -> Appointment:
    """Let an appointment stand as it did before its last turn, its time too if it is free.

    Invalid without a reason.
    """
    if not reason.strip():
        raise Invalid("reason", _("Say why it is taken back."))
    changes = Change.objects.of(actor).filter(appointment=appointment, what=appointment.status)
    last = changes.order_by("-pk").first()
    before = last.before.get("status", Status.BOOKED) if last else Status.BOOKED
    turned = _turn(actor, appointment, Status(before), reason)
    take_again(actor, turned)
    return turned


@requires("scheduling.view")
@transaction.atomic
def mark_arrived(actor: Actor, *, appointment_id: int) -> Appointment:
    """She is here, after a no-show too; called by the visit that begins."""
    found = locked_appointment(actor, appointment_id, "scheduling.view")
    if found.status == Status.NO_SHOW:
        turn_back(actor, found, str(_("She came after all")))
    if found.status not in TO_COME:
        raise AlreadyClosed
    return _turn(actor, found, Status.ARRIVED, "")


@requires("scheduling.view")
@transaction.atomic
def unmark(actor: Actor, *, appointment_id: int, reason: str) -> Appointment:
    """Take an appointment's last turn back; called by the visit that is corrected."""
    found: Appointment = Appointment.objects.of(actor).locked().one(appointment_id)
    return turn_back(actor, found, reason)


@requires("scheduling.view")
@transaction.atomic
def mark_unused(actor: Actor, *, appointment_id: int) -> Appointment:
    """She left before it began; called when she leaves. Its time can be booked again."""
    found: Appointment = Appointment.objects.of(actor).locked().one(appointment_id)
    if found.status != Status.ARRIVED:
        raise AlreadyClosed
    give_up(actor, found)
    return _turn(actor, found, Status.CANCELLED, str(_("She left before it began")))


@requires("scheduling.view")
@transaction.atomic
def mark_in_progress(actor: Actor, *, appointment_id: int) -> Appointment:
    """Her treatment has begun; called by the treatment, whose performer may be another one.

    Only the first treatment of a visit changes anything.
    """
    found: Appointment = Appointment.objects.of(actor).locked().one(appointment_id)
    if found.status == Status.ARRIVED:
        _turn(actor, found, Status.IN_PROGRESS, "")
    return found


@requires("scheduling.view")
@transaction.atomic
def mark_done(actor: Actor, *, appointment_id: int) -> Appointment:
    """The visit is over; called when she leaves, by whoever has her in the store.

    What is left of her time can be booked again.
    """
    found: Appointment = Appointment.objects.of(actor).locked().one(appointment_id)
    if found.status not in {Status.ARRIVED, Status.IN_PROGRESS}:
        raise AlreadyClosed
    give_back_rest(actor, found, clock.now())
    return _turn(actor, found, Status.DONE, "")

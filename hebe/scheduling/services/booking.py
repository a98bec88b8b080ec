"""Book appointments."""

from datetime import datetime

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.catalog.models import Item
from hebe.customers.queries import get_customer
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid
from hebe.scheduling.choices import Source
from hebe.scheduling.errors import NotOnOffer
from hebe.scheduling.events import AppointmentBooked
from hebe.scheduling.models import Appointment
from hebe.scheduling.parts import Chosen, parts_of
from hebe.scheduling.services.checks import Allowance
from hebe.scheduling.services.choosing import Leads, seat
from hebe.scheduling.services.diary import put_in_diary
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
    chosen: Chosen | None = None,
    source: str = Source.FRONT_DESK,
    note: str = "",
    guardian_present: bool = False,
    reason: str = "",
    off_duty_reason: str = "",
) -> Appointment:
    """Put an appointment in the diary, taking all the people, rooms and devices it needs.

    `chosen` says by the keys of the item's needs whom or what somebody chose; doctor, advisor,
    room and device are short for the first of each, or come along besides. What nobody chose
    is filled by whoever is free, where the item allows that. `reason` passes a warning of the
    red lines; `off_duty_reason` lets people work outside the roster (needs
    `scheduling.off_duty`). Raises SlotTaken (who was first is the database's decision),
    CustomerBusy, NothingFree, NotOnShift, StoreClosed, OutOfBusiness, InThePast, NotOnOffer,
    DoctorMissing, NotNamed, ItemChanged, WrongResource, NotSkilled, RedLine, RedLineWarning,
    and NotFound for a customer out of reach.
    """
    actor.check("scheduling.book", store_id)
    if source not in Source.values:
        raise Invalid("source")
    appointment = Appointment(
        group_id=actor.group_id,
        store=Store.objects.of(actor).one(store_id),
        customer=get_customer(actor, customer_id),
        item=_offered(actor, item_id),
        starts_at=starts_at.replace(second=0, microsecond=0),
        source=source,
        note=note.strip(),
        created_by_id=actor.user_id,
    )
    leads = Leads(doctor_id, advisor_id, room_id, device_id)
    parts = parts_of(appointment.item)
    seat(actor, appointment, parts, leads, chosen or {})
    allowed = Allowance(guardian_present, reason.strip(), off_duty_reason.strip())
    put_in_diary(actor, appointment, parts, allowed)
    publish(
        actor,
        AppointmentBooked(
            appointment.pk, customer_id, store_id, appointment.item.name,
            appointment.doctor.name if appointment.doctor else "", appointment.starts_at,
            appointment.item_id, appointment.doctor_id,
        ),
        subject=appointment,
    )  # fmt: skip
    return appointment


def _offered(actor: Actor, item_id: int) -> Item:
    item: Item = Item.objects.of(actor).one(item_id)
    if not item.is_active:
        raise NotOnOffer(None, name=item.name)
    return item

"""A treatment: by whom, when, with what; and what must be true before it starts."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.billing.models import OrderLine
from hebe.billing.services import execute_line, locked_line
from hebe.catalog.models import Item, Product
from hebe.clinical import errors, places, rules
from hebe.clinical.choices import TreatmentState
from hebe.clinical.events import TreatmentFinished, TreatmentStarted
from hebe.clinical.models import Material, Treatment
from hebe.clinical.readiness import MOMENTS, ensure_at_work, signed_for, treatment_case
from hebe.clinical.services.people import visit_for
from hebe.compliance.cases import Case
from hebe.compliance.choices import Trigger
from hebe.compliance.services import check
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, NotFound
from hebe.kernel.violations import refusing
from hebe.scheduling.choices import ResourceKind
from hebe.scheduling.models import Resource
from hebe.scheduling.services import mark_in_progress
from hebe.staff.models import Member
from hebe.staff.queries import ensure_skilled
from hebe.visits.models import Visit
from hebe.visits.queries import bookings_of
from hebe.visits.services import locked_visit

ABOUT = ("store", "item", "performer", "customer", "visit")


class Used(NamedTuple):
    """Something used in a treatment: product, lot, expiry and quantity."""

    product_id: int
    lot: str
    quantity: Decimal
    expires_on: date | None = None


@requires("clinical.treat")
@transaction.atomic
def start_treatment(
    actor: Actor,
    *,
    visit_id: int,
    line_id: int,
    performer_id: int,
    supervisor_id: int | None = None,
    room_id: int | None = None,
    device_id: int | None = None,
    reason: str = "",
) -> Treatment:
    """Begin an item that was paid and planned.

    The supervisor is a lead doctor on duty, or is not written down as one; who leads the
    item's department needs none. Refuses AlreadyLeft, RecordNotSigned, NotPlanned, what
    `billing.execute_line` refuses (not paid, used up), WrongCustomer, StillTreating,
    NotSkilled, Invalid (the performer does not work here), PlaceTaken (another treatment
    runs in the room or with the device) and the red lines of the moment.
    """
    line, item = _ordered(actor, line_id)
    visit = locked_visit(actor, visit_id, "clinical.treat")
    if line.order.customer_id != visit.customer_id:
        raise errors.WrongCustomer
    performer: Member = Member.objects.of(actor).one(performer_id)
    supervisor: Member | None = Member.objects.of(actor).chosen(supervisor_id)
    record = signed_for(actor, visit, item)
    ensure_skilled(performer, item)
    case = treatment_case(visit, item, performer, supervisor)
    for moment in MOMENTS:
        check(actor, moment, case, subject=visit, reason=reason)
    ensure_at_work(visit, performer)
    _use_session(actor, line)
    treatment = Treatment(
        group_id=actor.group_id, visit=visit, store=visit.store, customer=visit.customer,
        item=item, line=line, record=record, performer=performer,
        supervisor=supervisor if case["supervisor_lead_departments"] else None,
        room=_place(actor, visit, ResourceKind.ROOM, room_id),
        device=_place(actor, visit, ResourceKind.DEVICE, device_id),
    )  # fmt: skip
    _begin(actor, treatment)
    return treatment


def _use_session(actor: Actor, line: OrderLine) -> None:
    """Count one execution of a line; StillTreating while another one runs."""
    running = Treatment.objects.of(actor).filter(line=line, state=TreatmentState.RUNNING)
    if running.exists():
        raise errors.StillTreating
    execute_line(actor, line_id=line.pk)


def _begin(actor: Actor, treatment: Treatment) -> None:
    visit, store = treatment.visit, treatment.store
    treatment.started_at = clock.now()
    treatment.day = clock.day_of(treatment.started_at, store.timezone)
    with refusing(places.refusals(store, room=treatment.room, device=treatment.device)):
        treatment.save()
    booked = bookings_of(actor, visit)
    for one in [b for b in booked if b.item_id == treatment.item_id] or booked[:1]:
        mark_in_progress(actor, appointment_id=one.pk)
    told = TreatmentStarted(
        treatment.pk, visit.pk, visit.customer_id, visit.store_id, treatment.item_id
    )
    publish(actor, told, subject=treatment)


def _ordered(actor: Actor, line_id: int) -> tuple[OrderLine, Item]:
    """Return a line of a locked order, and its item; a product is no treatment."""
    line = locked_line(actor, line_id)
    if line.item is None:
        raise NotFound
    return line, line.item


def _place(actor: Actor, visit: Visit, kind: str, key: int | None) -> Resource | None:
    """Return a room or device of the visit's store, in use, when one is named."""
    here = Resource.objects.of(actor).filter(store=visit.store, kind=kind, is_active=True)
    place: Resource | None = here.chosen(key)
    return place


@requires("clinical.treat")
@transaction.atomic
def finish_treatment(
    actor: Actor,
    *,
    treatment_id: int,
    parameters: str = "",
    reaction: str = "",
    materials: Sequence[Used] = (),
) -> Treatment:
    """End a treatment and write down with what it was done.

    A lot named without its expiry has the one it is known by. Refuses TreatmentOver,
    LotExpired, Invalid quantities, and RedLine EMR-16 when an injection names no lot.
    """
    rows = Treatment.objects.of(actor).locked()
    treatment: Treatment = rows.select_related(*ABOUT).one(treatment_id)
    visit_for(actor, treatment.visit_id, "clinical.treat")
    if treatment.state == TreatmentState.DONE:
        raise errors.TreatmentOver
    lots = [Used(*used) for used in materials]
    for used in lots:
        _use(actor, treatment, used)
    case = Case(
        store=treatment.store,
        item=treatment.item,
        customer=treatment.customer,
        visit=treatment.visit,
        performer=treatment.performer,
        treatment=treatment,
        used=lots,
        on=treatment.day,
    )
    check(actor, Trigger.CLOSE, case, subject=treatment)
    treatment.parameters, treatment.reaction = parameters.strip(), reaction.strip()
    treatment.state, treatment.ended_at = TreatmentState.DONE, clock.now()
    treatment.save(update_fields=["parameters", "reaction", "state", "ended_at"])
    publish(
        actor,
        TreatmentFinished(
            treatment.pk, treatment.visit_id, treatment.customer_id, treatment.store_id,
            treatment.item_id, treatment.item.name, treatment.performer.name, treatment.day,
            treatment.performer_id,
        ),
        subject=treatment,
    )  # fmt: skip
    return treatment


def _use(actor: Actor, treatment: Treatment, used: Used) -> None:
    product: Product = Product.objects.of(actor).one(used.product_id)
    lot = used.lot.strip()
    if not lot:
        raise Invalid("lot")
    if not rules.is_measurable(used.quantity):
        raise Invalid("quantity")
    expires_on = used.expires_on or _known_expiry(actor, product, lot)
    if expires_on is not None and expires_on < treatment.day:
        raise errors.LotExpired(None, product=product.name, lot=lot, day=expires_on.isoformat())
    Material.objects.of(actor).create(
        group_id=actor.group_id, treatment=treatment, product=product, lot=lot,
        expires_on=expires_on, quantity=used.quantity,
    )  # fmt: skip


def _known_expiry(actor: Actor, product: Product, lot: str) -> date | None:
    """Return the expiry that was last written down of a lot."""
    rows = Material.objects.of(actor).filter(product=product, lot=lot, expires_on__isnull=False)
    last: Material | None = rows.order_by("-pk").first()
    return last.expires_on if last else None

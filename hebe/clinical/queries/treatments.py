"""Reads of treatments: what was done, what may start, with what."""

from collections.abc import Iterable
from datetime import timedelta

from django.db.models import Q

from hebe.access.actor import Actor, requires
from hebe.billing.choices import State
from hebe.billing.models import OrderLine
from hebe.clinical.models import Material, Treatment
from hebe.clinical.readiness import Check, checks_before
from hebe.customers.queries import get_customer
from hebe.kernel import clock
from hebe.kernel.errors import NotFound
from hebe.scheduling.models import Resource
from hebe.staff.models import Member
from hebe.visits.models import Visit
from hebe.visits.queries import here_now, keep_look, look_at

LATELY_DAYS = 60


@requires("clinical.plan")
def treatments_of(actor: Actor, visit: Visit) -> list[Treatment]:
    """Return a visit's treatments in order, with what was used."""
    look_at(actor, "clinical.plan", visit)
    rows = Treatment.objects.of(actor).filter(visit=visit)
    people = ("performer", "supervisor", "record__doctor")
    rows = rows.select_related("item", "line", "room", "device", *people)
    return list(rows.prefetch_related("materials__product").order_by("started_at"))


@requires("clinical.plan")
def treatments_of_customer(
    actor: Actor, customer_id: int, *, limit: int = 30
) -> list[Treatment]:
    """Return what was done to a customer at every store, newest first (CUS-15).

    Who may see the customer may see this; parameters and reactions are for clinicians.
    """
    get_customer(actor, customer_id)
    rows = Treatment.objects.of(actor).filter(customer_id=customer_id)
    rows = rows.select_related("item", "performer", "store", "device")
    rows = rows.prefetch_related("materials__product").order_by("-started_at")
    found = list(rows[:limit])
    if any(not actor.may("clinical.plan", row.store_id) for row in found):
        keep_look(actor, "clinical.plan", customer_id)
    return found


def medicine_of(actor: Actor, rows: Iterable[Treatment]) -> set[int]:
    """Return which treatments' parameters and reactions the actor reads: clinicians do.

    At most one query, for what was done elsewhere to those who are here now.
    """
    rows = list(rows)
    near = {row.pk for row in rows if actor.may("clinical.view", row.store_id)}
    afar = {row.customer_id for row in rows if row.pk not in near}
    if not afar or not actor.may("clinical.view"):
        return near
    here = here_now(actor, "clinical.view").filter(customer_id__in=afar)
    keys = set(here.values_list("customer_id", flat=True))
    return near | {row.pk for row in rows if row.customer_id in keys}


@requires("clinical.treat")
def get_treatment(actor: Actor, treatment_id: int) -> Treatment:
    """Return one treatment within reach, with all it refers to."""
    found: Treatment = (
        Treatment.objects.reached(actor, "clinical.treat")
        .select_related("item", "performer", "room", "device", "customer", "store", "visit")
        .one(treatment_id)
    )
    return found


@requires("clinical.treat")
def recent_lots(actor: Actor, store_id: int, *, limit: int = 8) -> list[Material]:
    """Return what was used at a store in the last 60 days and is still good, newest first."""
    actor.check("clinical.treat", store_id)
    today = clock.today(actor.zone)
    since = today - timedelta(days=LATELY_DAYS)
    rows = Material.objects.of(actor).filter(
        Q(expires_on=None) | Q(expires_on__gte=today),
        treatment__store_id=store_id,
        treatment__day__gte=since,
        product__is_active=True,
    )
    found: dict[tuple[int, str], Material] = {}
    for row in rows.select_related("product").order_by("-pk")[: 20 * limit]:
        found.setdefault((row.product_id, row.lot), row)
    return list(found.values())[:limit]


@requires("clinical.treat")
def lines_to_treat(actor: Actor, visit: Visit) -> list[OrderLine]:
    """Return what this visit's customer has paid for and not yet had, oldest first."""
    actor.check("clinical.treat", visit.store_id)
    rows = OrderLine.objects.of(actor).filter(
        order__customer_id=visit.customer_id, order__state=State.PAID, product=None
    )
    rows = rows.select_related("item", "order").order_by("pk")
    return [line for line in rows if line.executed < line.quantity]


@requires("clinical.treat")
def checks_of(
    actor: Actor,
    visit: Visit,
    *,
    line_id: int,
    performer_id: int,
    supervisor_id: int | None = None,
    room_id: int | None = None,
    device_id: int | None = None,
) -> list[Check]:
    """Return what must hold before a line is carried out by somebody, with the verdicts."""
    actor.check("clinical.treat", visit.store_id)
    rows = OrderLine.objects.of(actor).select_related("order", "item")
    line = rows.filter(pk=line_id, product=None, order__customer=visit.customer_id).first()
    people = Member.objects.of(actor).in_bulk(k for k in (performer_id, supervisor_id) if k)
    if line is None or line.item is None or performer_id not in people:
        raise NotFound
    here = Resource.objects.of(actor).filter(store_id=visit.store_id).order_by("-kind")
    return checks_before(
        actor,
        visit=visit,
        line=line,
        item=line.item,
        performer=people[performer_id],
        supervisor=people.get(supervisor_id or 0),
        places=list(here.filter(pk__in=[key for key in (room_id, device_id) if key])),
    )

"""Reads of the audit trail, of recent events and of what rests."""

from datetime import date, timedelta

from django.db.models import Prefetch, Sum

from hebe.access.actor import Actor, requires
from hebe.journal.choices import State
from hebe.journal.models import Audit, DayCount, Delivery, Outbox
from hebe.kernel import clock
from hebe.tenancy.models import GroupQuerySet


@requires("access.audit")
def audit_list(actor: Actor) -> GroupQuerySet:
    """Return the audit rows of the stores that the right reaches."""
    return Audit.objects.reached(actor, "access.audit")


@requires("access.audit")
def get_audit(actor: Actor, audit_id: int) -> Audit:
    """Return one row of the trail, with its seal when it has one."""
    row: Audit = audit_list(actor).select_related("seal").one(audit_id)
    return row


@requires("journal.events")
def event_list(actor: Actor) -> GroupQuerySet:
    """Return the events of the last weeks, with their deliveries."""
    parts = Delivery.objects.of(actor).order_by("pk")
    return (
        Outbox.objects.of(actor)
        .select_related("audit")
        .prefetch_related(Prefetch("deliveries", parts))
    )


@requires("journal.events")
def get_event(actor: Actor, event_id: int) -> Outbox:
    """Return one event with who did it and what became of it."""
    row: Outbox = event_list(actor).one(event_id)
    return row


@requires("journal.events")
def delivery_list(actor: Actor) -> GroupQuerySet:
    """Return every handler's part of the events of the last weeks."""
    return Delivery.objects.of(actor).select_related("event__audit")


@requires("journal.events")
def resting_list(actor: Actor) -> GroupQuerySet:
    """Return the parts that failed to the last attempt and wait for somebody's decision."""
    return delivery_list(actor).filter(state=State.RESTING)


@requires("journal.events")
def event_counts(actor: Actor, *, days: int = 7) -> list[tuple[str, int]]:
    """Return what happened in the last days (today included) and how often, most first."""
    since: date = clock.today(actor.zone) - timedelta(days=days - 1)
    rows = DayCount.objects.of(actor).filter(day__gte=since)
    counts = rows.values_list("name").annotate(many=Sum("count")).order_by("-many", "name")
    return [(name, many) for name, many in counts]

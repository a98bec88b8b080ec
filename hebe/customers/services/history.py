"""What higher apps tell a customer's row: she came, she paid, she stayed away."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from hebe.access.actor import Actor, requires
from hebe.customers import rules
from hebe.customers.choices import Stage
from hebe.customers.events import CustomerStageChanged
from hebe.customers.models import Customer, SearchEntry
from hebe.customers.services.index import rank_of
from hebe.journal.publish import publish

HERE = (Stage.NEW, Stage.ACTIVE, Stage.WON_BACK, Stage.DORMANT)


@requires("customers.view")
@transaction.atomic
def note_visit(actor: Actor, *, customer_id: int, day: date) -> Customer:
    """Keep that she came on a day; an act of a higher app calls it. Repeating it is safe."""
    customer = _any(actor, customer_id)
    stage = rules.stage_after_visit(customer.stage, customer.last_visit_on, day)
    was, customer.stage = customer.stage, stage
    customer.last_visit_on = max(customer.last_visit_on or day, day)
    customer.save(update_fields=["stage", "last_visit_on"])
    _rerank(customer)
    if was != stage:
        publish(actor, CustomerStageChanged(customer.pk, stage, was), subject=customer)
    return customer


@requires("customers.view")
@transaction.atomic
def forget_visit(
    actor: Actor, *, customer_id: int, day: date, stage: str, last_visit_on: date | None
) -> Customer:
    """Take back `note_visit` of a day: she stands as she did before, unless she came later."""
    customer = _any(actor, customer_id)
    if customer.last_visit_on != day:
        return customer
    was, customer.stage, customer.last_visit_on = customer.stage, stage, last_visit_on
    customer.save(update_fields=["stage", "last_visit_on"])
    _rerank(customer)
    if was != stage:
        publish(actor, CustomerStageChanged(customer.pk, stage, was), subject=customer)
    return customer


@requires("customers.view")
@transaction.atomic
def note_spending(actor: Actor, *, customer_id: int, amount_fen: int) -> Customer:
    """Add to what she has spent in all (negative for a refund). The caller keeps it unique."""
    customer = _any(actor, customer_id)
    customer.spent_fen += amount_fen
    customer.save(update_fields=["spent_fen"])
    _rerank(customer)
    return customer


def _any(actor: Actor, customer_id: int) -> Customer:
    customer: Customer = Customer.objects.of(actor).locked().get(pk=customer_id)
    return customer


def _rerank(customer: Customer) -> None:
    entries = SearchEntry.objects.of(customer).filter(customer=customer)
    entries.update(rank=rank_of(customer))


@requires("customers.view")
@transaction.atomic
def review_stages(actor: Actor, *, on: date, limit: int = 2000) -> int:
    """Let those who stayed away become dormant or lost; return how many changed.

    At most `limit` at a time; the caller repeats until none is left.
    """
    dormant = on - timedelta(days=rules.DORMANT_DAYS)
    lost = on - timedelta(days=rules.LOST_DAYS)
    due = Q(last_visit_on__lt=dormant) & ~Q(stage__in=(Stage.DORMANT, Stage.LOST))
    due |= Q(last_visit_on__lt=lost, stage=Stage.DORMANT)
    rows = Customer.objects.of(actor).filter(due, stage__in=HERE)
    changed = list(rows.locked()[:limit])
    for customer in changed:
        was = customer.stage
        customer.stage = rules.stage_at_rest(customer.stage, customer.last_visit_on, on)
        customer.save(update_fields=["stage"])
        told = CustomerStageChanged(customer.pk, customer.stage, was)
        publish(actor, told, subject=customer)
    return len(changed)

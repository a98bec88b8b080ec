"""Beyond one's own customers by a full number: named at the search, received at the desk."""

from datetime import datetime, timedelta

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.customers.errors import NumberDoesNotFit, TooManyNamed, TooManyReceived
from hebe.customers.events import CustomerReceived
from hebe.customers.models import Contact, Customer, Reception
from hebe.customers.queries.reach import customers
from hebe.customers.queries.search import Hit, fits_exactly, search
from hebe.journal.publish import publish, record_view
from hebe.kernel import clock

FOR = timedelta(hours=12)
MOST = 50  # member numbers follow each other: nobody walks through them all


@requires("customers.view")
@transaction.atomic
def find_customers(actor: Actor, text: str, limit: int = 12) -> list[Hit]:
    """Return what `search` finds, and keep which colleagues' customers a full number named.

    Nobody is told the names of more than 50 of them in 12 hours: further ones are left out,
    and TooManyNamed is raised when nothing else was found.
    """
    hits = search(actor, text, limit)
    afar = [hit.card.id for hit in hits if not hit.within_reach]
    if not afar:
        return hits
    named = _named(actor, afar)
    kept = [hit for hit in hits if hit.within_reach or hit.card.id in named]
    if not kept:
        raise TooManyNamed(most=MOST)
    return kept


def _named(actor: Actor, keys: list[int]) -> set[int]:
    """Return which of these may be named to the actor, and keep that they were."""
    at = clock.now()
    lately = Reception.objects.of(actor).filter(user_id=actor.user_id or 0, at__gt=at - FOR)
    known = set(lately.values_list("customer_id", flat=True))
    fresh = [key for key in keys if key not in known][: max(0, MOST - len(known))]
    for key in fresh:
        _keep(actor, key, at, at)
        record_view(actor, Customer(pk=key), what="CustomerNamed")
    return known.union(fresh)


def _keep(actor: Actor, customer_id: int, at: datetime, until: datetime) -> None:
    Reception.objects.of(actor).create(
        group_id=actor.group_id,
        customer_id=customer_id,
        user_id=actor.user_id or 0,
        at=at,
        until=until,
    )


@requires("customers.view")
@transaction.atomic
def receive_customer(actor: Actor, *, customer_id: int, number: str) -> Customer:
    """Open a colleague's customer who is standing here and gives her full number (ORG-06).

    For 12 hours the actor sees her like an own customer. NumberDoesNotFit unless `number`
    is her whole mobile, landline, member or record number, TooManyReceived when 50 are open.
    """
    customer: Customer = Customer.objects.of(actor).one(customer_id)
    contacts = Contact.objects.of(actor).filter(customer=customer)
    if not fits_exactly(customer, contacts, number):
        raise NumberDoesNotFit
    if customers(actor).filter(pk=customer_id).exists():
        return customer
    at = clock.now()
    received = Reception.objects.of(actor).filter(user_id=actor.user_id, until__gt=at)
    if received.count() >= MOST:
        raise TooManyReceived(most=MOST)
    _keep(actor, customer.pk, at, at + FOR)
    publish(actor, CustomerReceived(customer.pk, actor.store_id), subject=customer)
    return customer

"""Lists of customers, and the words they are sorted by."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from hebe.access.actor import Actor, requires
from hebe.customers.filters import Node, compiled
from hebe.customers.models import Channel, Tag
from hebe.customers.queries.cards import with_card
from hebe.customers.queries.reach import OWN, customers
from hebe.kernel import clock


def mine_of(actor: Actor) -> Q:
    """Return the customers an actor cares for or entered."""
    own = Q(pk__in=())
    for path in OWN.split():
        own |= Q(**{path: actor.user_id})
    return own


@requires("customers.view")
def customer_list(
    actor: Actor, *, where: Node | None = None, mine: bool = False
) -> QuerySet[Any]:
    """Return the customers within reach that a filter lets through, ready for cards.

    `mine` keeps those the actor cares for or entered (CUS-09). Raises Invalid for a filter
    that does not make sense. The caller orders and pages.
    """
    rows = customers(actor)
    if mine:
        rows = rows.filter(mine_of(actor))
    if where:
        rows = rows.filter(compiled(actor, where))
    return with_card(rows)


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers at the head of the list."""

    everybody: int
    entered_today: int
    mine: int


@requires("customers.view")
def customer_counts(actor: Actor) -> Counts:
    """Return how many there are within reach, entered today, and own; one query."""
    start, end = clock.day_bounds(clock.today(actor.zone), actor.zone)
    row = customers(actor).aggregate(
        everybody=Count("pk"),
        entered_today=Count("pk", filter=Q(created_at__gte=start, created_at__lt=end)),
        mine=Count("pk", filter=mine_of(actor)),
    )
    return Counts(**row)


@requires("customers.view")
def my_customers(actor: Actor, *, days: int = 30) -> QuerySet[Any]:
    """Return the customers the actor cares for, newest first: for today's work."""
    since = clock.now() - timedelta(days=days)
    return customer_list(actor, mine=True).filter(created_at__gte=since).order_by("-created_at")


@requires("customers.view")
def tag_list(actor: Actor) -> QuerySet[Any]:
    """Return the group's tags by name."""
    return Tag.objects.of(actor).order_by("name")


@requires("customers.view")
def channel_list(actor: Actor) -> QuerySet[Any]:
    """Return the channels in use by name."""
    return Channel.objects.of(actor).filter(is_active=True).order_by("name")

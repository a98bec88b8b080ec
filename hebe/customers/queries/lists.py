"""Lists of customers, and the words they are sorted by."""

from calendar import isleap
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from hebe.access.actor import Actor, requires
from hebe.customers.models import Channel, Customer, ImportRun, Tag
from hebe.customers.queries.cards import with_card
from hebe.customers.queries.reach import customers, mine_of
from hebe.filters import Node, compiled
from hebe.kernel import clock
from hebe.kernel.counting import count_of
from hebe.tenancy.models import GroupQuerySet


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
    return with_card(rows.filter(compiled(actor, Customer, where)))


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers at the head of the list, as `count_of` counts."""

    everybody: int
    entered_today: int
    mine: int


@requires("customers.view")
def customer_counts(actor: Actor, everybody: int | None = None) -> Counts:
    """Return how many are within reach (`everybody`, if known), entered today, and own."""
    start, end = clock.day_bounds(clock.today(actor.zone), actor.zone)
    rows = customers(actor)
    today = entered(actor, rows.filter(created_at__gte=start, created_at__lt=end))
    within = count_of(rows) if everybody is None else everybody
    return Counts(within, count_of(today), count_of(rows.filter(mine_of(actor))))


def birthday_within(first: date, last: date) -> Q:
    """Return who has her birthday from one day to another; 29 February counts as 1 March."""
    found = Q(pk__in=())
    for ahead in range(min((last - first).days, 366) + 1):
        day = first + timedelta(days=ahead)
        found |= Q(birthday__month=day.month, birthday__day=day.day)
        if (day.month, day.day) == (3, 1) and not isleap(day.year):
            found |= Q(birthday__month=2, birthday__day=29)
    return found


@requires("customers.view")
def my_customers(actor: Actor, *, days: int = 30) -> QuerySet[Any]:
    """Return the customers newly entered whom the actor cares for, newest first."""
    since = clock.now() - timedelta(days=days)
    mine = customer_list(actor, mine=True).filter(created_at__gte=since)
    return entered(actor, mine).order_by("-created_at")


def entered(actor: Actor, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Return who was entered one by one: an imported list is as old as its customers.

    An import writes its own moment where the list does not say since when she is known.
    """
    imports = ImportRun.objects.of(actor).filter(dry_run=False).values("at")
    return rows.exclude(created_at__in=imports)


@requires("customers.view")
def tag_list(actor: Actor) -> GroupQuerySet:
    """Return the group's tags by name."""
    return Tag.objects.of(actor).order_by("name")


@requires("customers.view")
def channel_list(actor: Actor) -> GroupQuerySet:
    """Return the channels in use by name."""
    return Channel.objects.of(actor).filter(is_active=True).order_by("name")

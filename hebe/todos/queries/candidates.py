"""Who may take a piece of work up, and whom late work is told to."""

from typing import Any

from django.db.models import Q, QuerySet

from hebe.access.actor import Actor
from hebe.access.choices import Reach
from hebe.access.models import Assignment
from hebe.kernel import clock
from hebe.staff.models import Member, StoreMember
from hebe.staff.queries import takers
from hebe.staff.queries.members import working_on
from hebe.todos.models import Substitute


def of_post(actor: Actor, store_id: int, post: str) -> QuerySet[Any]:
    """Return who has a post at a store today and can sign in."""
    return takers(actor, {store_id}, clock.today(actor.zone)).filter(post=post)


def holders_of(actor: Actor, store_id: int, right: str) -> QuerySet[Any]:
    """Return who holds a right at a store: those who work there; where none, all who do."""
    held = Assignment.objects.of(actor).filter(
        Q(store=None) | Q(store_id=store_id),
        role__permissions__contains=[right], reach=Reach.ALL,
    )  # fmt: skip
    day = clock.today(actor.zone)
    people = Member.objects.of(actor).filter(
        working_on(day), user__is_active=True, user_id__in=held.values("user_id")
    )
    here = StoreMember.objects.of(actor).filter(store_id=store_id)
    at_store = people.filter(pk__in=here.values("member_id"))
    return at_store if at_store.exists() else people


def people_behind(actor: Actor, members: QuerySet[Any]) -> list[Member]:
    """Return these people and who stands in for them today, each once."""
    day, found = clock.today(actor.zone), list(members)
    rows = Substitute.objects.of(actor).filter(
        member__in=[m.pk for m in found], starts_on__lte=day, ends_on__gte=day
    )
    known = {m.pk: m for m in found}
    known |= {row.substitute_id: row.substitute for row in rows.select_related("substitute")}
    return list(known.values())

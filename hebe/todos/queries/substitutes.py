"""Who stands in for whom."""

from django.db.models import Q

from hebe.access.actor import Actor, requires
from hebe.kernel import clock
from hebe.staff.models import StoreMember
from hebe.staff.queries import me
from hebe.tenancy.models import GroupQuerySet
from hebe.todos.models import Substitute


def _from_today(actor: Actor) -> GroupQuerySet:
    rows = Substitute.objects.of(actor).filter(ends_on__gte=clock.today(actor.zone))
    return rows.select_related("member", "substitute").order_by("starts_on", "pk")


@requires("todos.view")
def substitutes_to_see(actor: Actor) -> GroupQuerySet:
    """Return who stands in for whom, now and later: where she is one of the two.

    With `todos.substitutes`, also for everybody of the stores that it reaches.
    """
    mine = Q(member__user_id=actor.user_id) | Q(substitute__user_id=actor.user_id)
    grant = actor.grants.get("todos.substitutes")
    if grant is None:
        return _from_today(actor).filter(mine)
    if grant.full is None:
        return _from_today(actor)
    placed = StoreMember.objects.of(actor).filter(store_id__in=grant.full)
    return _from_today(actor).filter(mine | Q(member_id__in=placed.values("member_id")))


@requires("todos.view")
def substitute_list(actor: Actor) -> list[Substitute]:
    """Return who stands in for whom, now and later, as far as the actor may see it."""
    return list(substitutes_to_see(actor))


def substitutes_of(actor: Actor) -> list[Substitute]:
    """Return who stands in for the actor, now and later."""
    member = me(actor)
    return list(_from_today(actor).filter(member=member)) if member else []

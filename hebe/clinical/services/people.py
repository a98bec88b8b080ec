"""Who writes and who treats: always a person, never an account."""

from hebe.access.actor import Actor
from hebe.clinical.errors import NotAClinician
from hebe.kernel.errors import NotFound
from hebe.staff.models import Member
from hebe.staff.queries import me
from hebe.visits.models import Visit


def author_of(actor: Actor) -> Member:
    """Return the staff member who is acting (EMR-01: no shared identity)."""
    member = me(actor)
    if member is None or member.left_on is not None:
        raise NotAClinician
    return member


def visit_for(actor: Actor, visit_id: int, permission: str) -> Visit:
    """Return a visit within reach of the actor's right; NotFound or NotYourStore otherwise."""
    visit: Visit | None = (
        Visit.objects.of(actor)
        .select_related("store", "customer", "appointment")
        .to_act_on(actor, permission)
        .filter(pk=visit_id)
        .first()
    )
    if visit is None:
        raise NotFound
    actor.check(permission, visit.store_id)
    return visit

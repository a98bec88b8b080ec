"""Who is in the store now: her whole file is open to those who look after her there."""

from django.db.models import Q

from hebe.access.actor import Actor
from hebe.access.errors import NotYourStore
from hebe.journal.models import Audit
from hebe.journal.publish import record_view, subject_of
from hebe.kernel import clock
from hebe.tenancy.models import GroupQuerySet, HasGroup
from hebe.tenancy.reach import Handed, Reach
from hebe.visits.choices import Stage
from hebe.visits.models import StageRun, Visit

SEEN = "FileSeenInVisit"
WITH_DOCTOR = (Stage.FACE_CONSULT, Stage.TREATMENT)


def _treating(whose: HasGroup) -> GroupQuerySet:
    return StageRun.objects.of(whose).filter(stage__in=WITH_DOCTOR)


# Who reaches own rows only must be the one who treats her: handing a colleague's customer
# over the counter opens no file.
TREATED = Reach(own="doctor__user_id", handed=Handed(_treating, "visit_id", "owner__user_id"))


def here_now(actor: Actor, permission: str) -> GroupQuerySet:
    """Return today's visits that have not ended, at the stores that a permission reaches.

    Of a right to own rows only, those of whom she treats.
    """
    today = clock.today(actor.zone)
    rows = Visit.objects.of(actor).filter(actor.scope(permission, TREATED))
    return rows.filter(left_at=None, day__gte=today)


def with_guests(actor: Actor, permission: str, rows: type) -> Q:
    """Return the rows about customers that a permission reaches, and all of who is here now.

    She may have been treated elsewhere, and whoever treats her today must know it (ORG-06,
    CUS-15, EMR-03). `rows` is a table with a `customer_id`.
    """
    reached: Q = actor.scope(permission, rows.reached_by)  # type: ignore[attr-defined]
    grant = actor.grants.get(permission)
    if grant is None or grant.full is None:
        return reached
    return reached | Q(customer_id__in=here_now(actor, permission).values("customer_id"))


def visit_now(actor: Actor, permission: str, customer_id: int) -> Visit | None:
    """Return the visit for which a customer is in a store that a permission reaches."""
    found: Visit | None = here_now(actor, permission).filter(customer_id=customer_id).first()
    return found


def sees_at(actor: Actor, permission: str, store_id: int, customer_id: int) -> bool:
    """Say whether a permission reaches what was done to a customer at a store.

    It reaches what was done elsewhere while she is here.
    """
    if actor.may(permission, store_id):
        return True
    return actor.may(permission) and visit_now(actor, permission, customer_id) is not None


def look_at(actor: Actor, permission: str, visit: Visit) -> None:
    """Raise NotYourStore unless a permission reaches a visit, or its customer is here now."""
    if not actor.may(permission, visit.store_id):
        actor.check(permission)
        if not keep_look(actor, permission, visit.customer_id):
            raise NotYourStore(permission)


def keep_look(actor: Actor, permission: str, customer_id: int) -> bool:
    """Say whether a customer is here now; keep, once per person and visit, that one looked.

    For looks at what was done to her at stores that the permission does not reach.
    """
    visit = visit_now(actor, permission, customer_id)
    if visit is None:
        return False
    kept = Audit.objects.of(actor).filter(
        act=SEEN, subject=subject_of(visit), user_id=actor.user_id
    )
    if not kept.exists():
        record_view(actor, visit, what=SEEN, customer_id=customer_id)
    return True

"""Let somebody do the work of who is away."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from hebe.access.actor import Actor, requires
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden, Invalid
from hebe.kernel.violations import refusing
from hebe.staff.models import Member, StoreMember
from hebe.staff.queries import me
from hebe.tenancy.reach import Reach
from hebe.todos.errors import HasSubstitute
from hebe.todos.events import SubstituteEnded, SubstituteNamed
from hebe.todos.models import Substitute
from hebe.todos.queries import substitutes_to_see
from hebe.todos.services.bell import notify
from hebe.todos.services.takers import listener_of

LONGEST_DAYS = 400


@requires("todos.view")
@transaction.atomic
def name_substitute(
    actor: Actor,
    *,
    substitute_id: int,
    starts_on: date,
    ends_on: date,
    member_id: int | None = None,
) -> Substitute:
    """Let a colleague see and do somebody's work from one day to another, both included.

    For oneself; with `todos.substitutes` for others of one's stores. It lends her list, not
    her rights: what asks for a right, the substitute decides only with her own. Refuses
    HasSubstitute when the days overlap, Forbidden for others', and whoever cannot take work.
    """
    member = _member(actor, member_id)
    substitute = listener_of(actor, substitute_id, field="substitute_id")
    today = clock.today(actor.zone)
    if substitute.pk == member.pk:
        raise Invalid("substitute_id", _("Choose somebody else."))
    if ends_on < starts_on or ends_on < today:
        raise Invalid("ends_on", _("Choose a last day that is not past."))
    if (ends_on - starts_on).days > LONGEST_DAYS:
        raise Invalid("ends_on", _("This date is out of range."))
    row = Substitute(
        group_id=actor.group_id, member=member, substitute=substitute,
        starts_on=starts_on, ends_on=ends_on,
    )  # fmt: skip
    with refusing({"one_substitute_at_a_time": HasSubstitute(name=member.name)}):
        row.save()
    said = _("You stand in for %(name)s from %(day)s.") % {
        "name": member.name,
        "day": starts_on,
    }
    notify(actor, substitute, said, link="/todos/substitutes/")
    publish(actor, SubstituteNamed(row.pk, member.pk, substitute.pk), subject=row)
    return row


@requires("todos.view")
@transaction.atomic
def end_substitute(actor: Actor, *, absence_id: int) -> None:
    """Let somebody do her own work again, at once; NotFound beyond one's reach."""
    row: Substitute = substitutes_to_see(actor).locked().one(absence_id)
    if not (_is_own(actor, row.member) or _may_for(actor, row.member)):
        raise Forbidden("todos.substitutes")
    publish(actor, SubstituteEnded(row.pk, row.member_id, row.substitute_id), subject=row)
    row.delete()


def _member(actor: Actor, member_id: int | None) -> Member:
    own = me(actor)
    if member_id is None and own is not None:
        return own
    if member_id is None:
        raise Invalid("member_id", _("Choose who is away."))
    member: Member = Member.objects.of(actor).one(member_id)
    if not (_is_own(actor, member) or _may_for(actor, member)):
        raise Forbidden("todos.substitutes")
    return member


def _is_own(actor: Actor, member: Member) -> bool:
    return actor.user_id is not None and member.user_id == actor.user_id


def _may_for(actor: Actor, member: Member) -> bool:
    if not actor.may("todos.substitutes"):
        return False
    reached = actor.scope("todos.substitutes", Reach())
    return bool(StoreMember.objects.of(actor).filter(reached, member=member).exists())

"""Whose supervisor somebody may become."""

from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.kernel.errors import Invalid
from hebe.staff.models import Member


def check_supervisor(actor: Actor, member: Member, supervisor_id: int | None) -> None:
    """Refuse a supervisor of another group, oneself, a circle, and naming oneself.

    Who supervises may see her people's rows, so nobody gives that to herself without the
    right over log-ins. Raises NotFound, Invalid or Forbidden; locks nothing.
    """
    if supervisor_id is None:
        return
    above: Member = Member.objects.of(actor).select_related("supervisor").one(supervisor_id)
    if actor.user_id is not None and above.user_id == actor.user_id:
        actor.check("access.users")
    seen: set[int] = set()
    step: Member | None = above
    while step is not None and step.pk not in seen:
        if step.pk == member.pk:
            raise Invalid(
                "supervisor_id", _("Nobody is her own supervisor, not even in a circle.")
            )
        seen.add(step.pk)
        step = step.supervisor

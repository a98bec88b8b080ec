"""What people are listed as able to do."""

from collections.abc import Sequence

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.catalog.models import Item
from hebe.journal.publish import publish
from hebe.kernel.errors import NotFound
from hebe.staff import events
from hebe.staff.models import Skill
from hebe.staff.services.members import locked_member


@requires("staff.edit")
@transaction.atomic
def set_skills(actor: Actor, *, member_id: int, item_ids: Sequence[int]) -> list[Skill]:
    """List the items a person may do, in place of what was listed before."""
    member = locked_member(actor, member_id, "staff.edit")
    wanted = sorted(set(item_ids))
    known = Item.objects.of(actor).filter(pk__in=wanted).count()
    if known != len(wanted):
        raise NotFound
    Skill.objects.of(actor).filter(member=member).delete()
    skills: list[Skill] = Skill.unscoped.bulk_create(
        Skill(group_id=actor.group_id, member=member, item_id=key) for key in wanted
    )
    publish(actor, events.SkillsSet(member.pk), subject=member, after={"items": wanted})
    return skills

"""Set how much off the list each role may give."""

from django.db import transaction
from django.utils.translation import gettext as _

from hebe.access.actor import Actor, requires
from hebe.access.models import Role
from hebe.billing.events import DiscountLimitSet
from hebe.billing.models import DiscountLimit
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid


@requires("billing.limits")
@transaction.atomic
def set_discount_limit(actor: Actor, *, role_id: int, percent: int) -> DiscountLimit:
    """Say how many per cent (0 to 100) off the list a role may give of its own accord."""
    role: Role = Role.objects.of(actor).one(role_id)
    if not 0 <= percent <= 100:
        raise Invalid("percent", _("Enter a percentage from 0 to 100."))
    limit: DiscountLimit
    limit, _made = DiscountLimit.objects.of(actor).update_or_create(
        group_id=actor.group_id, role=role, defaults={"percent": percent}
    )
    publish(actor, DiscountLimitSet(role.pk, percent), subject=limit)
    return limit

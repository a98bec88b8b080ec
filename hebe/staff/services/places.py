"""At which stores a person works."""

from collections.abc import Sequence

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.kernel.errors import NotFound
from hebe.staff.models import Member, Shift, StoreMember
from hebe.tenancy.models import Store


def placed_at(member: Member) -> list[int]:
    """Return the keys of the stores a person works at."""
    placed = StoreMember.objects.of(member).filter(member=member).order_by("store_id")
    return list(placed.values_list("store_id", flat=True))


def store_names(actor: Actor, member: Member) -> list[str]:
    """Return the names of the stores a person works at."""
    placed = StoreMember.objects.of(actor).filter(member=member).order_by("store_id")
    return list(placed.values_list("store__name", flat=True))


def place(actor: Actor, member: Member, store_ids: Sequence[int]) -> None:
    """Let the person work at these stores; each one that changes must be the actor's.

    Shifts to come at a store that is taken away are freed.
    """
    wanted = set(store_ids)
    before = set(placed_at(member))
    known = Store.objects.of(actor).filter(pk__in=wanted).count()
    if known != len(wanted):
        raise NotFound
    for store_id in wanted ^ before:
        actor.check("staff.edit", store_id)
    gone = {"member": member, "store_id__in": before - wanted}
    StoreMember.objects.of(actor).filter(**gone).delete()
    Shift.objects.of(actor).filter(**gone, day__gt=clock.today(actor.zone)).delete()
    StoreMember.unscoped.bulk_create(
        StoreMember(group_id=actor.group_id, member=member, store_id=key)
        for key in sorted(wanted - before)
    )

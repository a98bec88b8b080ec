"""Time that nobody may book: meetings, maintenance, absence."""

from datetime import datetime

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid, NotFound
from hebe.scheduling import rules
from hebe.scheduling.choices import ClaimKind
from hebe.scheduling.events import TimeBlocked, TimeOpened
from hebe.scheduling.models import Resource, ResourceClaim
from hebe.scheduling.queries import taken
from hebe.scheduling.services.claims import Want, first_come
from hebe.staff.models import Member, StoreMember


@requires("scheduling.block")
@transaction.atomic
def block_time(
    actor: Actor,
    *,
    store_id: int,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    member_id: int | None = None,
    resource_id: int | None = None,
) -> ResourceClaim:
    """Close a person's, room's or device's time; SlotTaken when something is booked there."""
    want = _want(actor, store_id, starts_at, ends_at, member_id, resource_id)
    return _close(actor, store_id, want, _reason(reason))


@requires("scheduling.block")
@transaction.atomic
def close_free_time(
    actor: Actor,
    *,
    store_id: int,
    starts_at: datetime,
    ends_at: datetime,
    reason: str,
    member_id: int | None = None,
    resource_id: int | None = None,
) -> list[ResourceClaim]:
    """Close whatever is still free of a stretch, around what is booked there (APT-11).

    Nothing new can be booked then, while the bookings wait to be moved. May be repeated:
    what was set free meanwhile is closed too.
    """
    whole = _want(actor, store_id, starts_at, ends_at, member_id, resource_id)
    why = _reason(reason)
    stretch = (whole.starts_at, whole.ends_at)
    busy = taken(actor, [(whole.kind, whole.key)], *stretch)
    free = rules.gaps([(t.starts_at, t.ends_at) for t in busy], *stretch)
    wants = [Want(whole.kind, whole.key, whole.name, first, last) for first, last in free]
    return [_close(actor, store_id, want, why) for want in wants]


@requires("scheduling.block")
@transaction.atomic
def unblock_time(actor: Actor, *, claim_id: int) -> None:
    """Open closed time again; NotFound for a booking's own claim."""
    rows = ResourceClaim.objects.of(actor).filter(pk=claim_id, appointment=None)
    claim = rows.select_related("resource").first()
    if claim is None:
        raise NotFound
    if claim.resource is not None:
        actor.check("scheduling.block", claim.resource.store_id)
    elif not _works_where(actor, claim.member_id):
        raise NotFound
    store_id = claim.resource.store_id if claim.resource else None
    publish(actor, TimeOpened(claim.pk, store_id), subject=claim)
    claim.delete()


def _works_where(actor: Actor, member_id: int) -> bool:
    places = StoreMember.objects.of(actor).filter(member_id=member_id)
    return any(actor.may("scheduling.block", place.store_id) for place in places)


def _want(
    actor: Actor,
    store_id: int,
    starts_at: datetime,
    ends_at: datetime,
    member_id: int | None,
    resource_id: int | None,
) -> Want:
    actor.check("scheduling.block", store_id)
    if not rules.can_be_claimed(starts_at, ends_at):
        raise Invalid("ends_at")
    if member_id:
        here = StoreMember.objects.of(actor).filter(store_id=store_id).values("member_id")
        found = Member.objects.of(actor).filter(pk=member_id, pk__in=here).first()
        kind = ClaimKind.MEMBER
    else:
        found = Resource.objects.of(actor).filter(pk=resource_id or 0, store=store_id).first()
        kind = ClaimKind.RESOURCE
    if found is None:
        raise NotFound
    first, last = (at.replace(second=0, microsecond=0) for at in (starts_at, ends_at))
    return Want(kind, found.pk, found.name, first, last)


def _reason(reason: str) -> str:
    if not reason.strip():
        raise Invalid("reason")
    return reason.strip()[:80]


def _close(actor: Actor, store_id: int, want: Want, reason: str) -> ResourceClaim:
    claim = ResourceClaim(
        group_id=actor.group_id,
        kind=want.kind,
        member_id=want.key if want.kind == ClaimKind.MEMBER else None,
        resource_id=want.key if want.kind == ClaimKind.RESOURCE else None,
        span=want.span,
        reason=reason,
    )
    with first_come(actor, [want]):
        claim.save()
    publish(actor, TimeBlocked(claim.pk, store_id), subject=claim)
    return claim

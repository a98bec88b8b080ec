"""Time that nobody may book: meetings, maintenance, absence."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from hebe.access.actor import Actor, requires
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid, NotFound
from hebe.scheduling import rules
from hebe.scheduling.choices import ClaimKind
from hebe.scheduling.events import TimeBlocked, TimeOpened
from hebe.scheduling.models import Resource, ResourceClaim
from hebe.scheduling.queries import Taken, taken
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

    Nothing new can be booked then. The bookings there stand, marked as needing attention,
    and their time is closed as soon as they are moved or cancelled. May be repeated.
    """
    whole = _want(actor, store_id, starts_at, ends_at, member_id, resource_id)
    why = _reason(reason)
    stretch = (whole.starts_at, whole.ends_at)
    busy = taken(actor, [(whole.kind, whole.key)], *stretch)
    free = rules.gaps([(t.starts_at, t.ends_at) for t in busy], *stretch)
    wants = [Want(whole.kind, whole.key, whole.name, first, last) for first, last in free]
    _wait_for(actor, whole, why, busy)
    return [_close(actor, store_id, want, why) for want in wants]


def _wait_for(actor: Actor, whole: Want, why: str, busy: Iterable[Taken]) -> None:
    """Note the booked parts of a stretch, to be closed once they are free."""
    keys = {claim.claim_id: claim for claim in busy}
    booked = ResourceClaim.objects.of(actor).filter(pk__in=keys).exclude(appointment=None)
    mine = Q(member=whole.key) if whole.kind == ClaimKind.MEMBER else Q(resource=whole.key)
    waiting = ResourceClaim.objects.of(actor).filter(mine, appointment=None, is_held=False)
    noted = {(claim.span.lower, claim.span.upper) for claim in waiting}
    for claim in booked:
        first = max(claim.starts_at, whole.starts_at)
        last = min(claim.cleared_at, whole.ends_at)
        want = Want(whole.kind, whole.key, whole.name, first, last)
        if want.span not in noted:
            row = _row(actor, want, why)
            row.is_held = False
            row.save()


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


def _row(actor: Actor, want: Want, reason: str) -> ResourceClaim:
    return ResourceClaim(
        group_id=actor.group_id,
        kind=want.kind,
        member_id=want.key if want.kind == ClaimKind.MEMBER else None,
        resource_id=want.key if want.kind == ClaimKind.RESOURCE else None,
        span=want.span,
        reason=reason,
    )


def _close(actor: Actor, store_id: int, want: Want, reason: str) -> ResourceClaim:
    claim = _row(actor, want, reason)
    with first_come(actor, [want]):
        claim.save()
    publish(actor, TimeBlocked(claim.pk, store_id), subject=claim)
    return claim

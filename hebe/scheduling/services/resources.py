"""Rooms and devices, and time that nobody may book."""

from datetime import datetime

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid, NotFound
from hebe.kernel.violations import refusing
from hebe.scheduling.choices import ClaimKind, ResourceKind
from hebe.scheduling.events import ResourceSaved, TimeBlocked
from hebe.scheduling.models import Resource, ResourceClaim
from hebe.scheduling.services.claims import Want, first_come
from hebe.staff.models import Member
from hebe.tenancy.models import Store

NAME = {"one_resource_per_name": Invalid("name")}


@requires("scheduling.resources")
@transaction.atomic
def create_resource(
    actor: Actor, *, store_id: int, kind: str, resource_type: str, name: str
) -> Resource:
    """Add a room or device to a store."""
    actor.check("scheduling.resources", store_id)
    if not Store.objects.of(actor).filter(pk=store_id).exists():
        raise NotFound
    if kind not in ResourceKind.values:
        raise Invalid("kind")
    if not name.strip() or not resource_type.strip():
        raise Invalid("name" if not name.strip() else "type")
    resource = Resource(
        group_id=actor.group_id, store_id=store_id, kind=kind, type=resource_type.strip(),
        name=name.strip(),
    )  # fmt: skip
    with refusing(NAME):
        resource.save()
    publish(actor, ResourceSaved(resource.pk, store_id), subject=resource)
    return resource


@requires("scheduling.resources")
@transaction.atomic
def update_resource(actor: Actor, *, resource_id: int, name: str, is_active: bool) -> Resource:
    """Rename a room or device, or take it out of use."""
    resource: Resource | None = (
        Resource.objects.of(actor).locked().filter(pk=resource_id).first()
    )
    if resource is None:
        raise NotFound
    actor.check("scheduling.resources", resource.store_id)
    if not name.strip():
        raise Invalid("name")
    resource.name, resource.is_active = name.strip(), is_active
    with refusing(NAME):
        resource.save(update_fields=["name", "is_active"])
    publish(actor, ResourceSaved(resource.pk, resource.store_id), subject=resource)
    return resource


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
    actor.check("scheduling.block", store_id)
    if ends_at <= starts_at:
        raise Invalid("ends_at")
    if not reason.strip():
        raise Invalid("reason")
    model, key = (Member, member_id) if member_id else (Resource, resource_id)
    row = model.objects.of(actor).filter(pk=key or 0).first()
    if row is None:
        raise NotFound
    kind = ClaimKind.MEMBER if member_id else ClaimKind.RESOURCE
    want = Want(kind, row.pk, row.name, starts_at, ends_at)
    claim = ResourceClaim(
        group_id=actor.group_id, kind=kind, member_id=member_id, resource_id=resource_id,
        span=want.span, reason=reason.strip()[:80],
    )  # fmt: skip
    with first_come(actor, [want]):
        claim.save()
    publish(actor, TimeBlocked(claim.pk, store_id), subject=claim)
    return claim


@requires("scheduling.block")
@transaction.atomic
def unblock_time(actor: Actor, *, claim_id: int) -> None:
    """Open closed time again; NotFound for a booking's own claim."""
    gone, _rows = ResourceClaim.objects.of(actor).filter(pk=claim_id, appointment=None).delete()
    if not gone:
        raise NotFound

"""Rooms and devices."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid
from hebe.kernel.violations import refusing
from hebe.scheduling.choices import ResourceKind
from hebe.scheduling.events import ResourceSaved
from hebe.scheduling.models import Resource
from hebe.tenancy.models import Store

NAME = {"one_resource_per_name": Invalid("name", _("This name is already taken here."))}


@requires("scheduling.resources")
@transaction.atomic
def create_resource(
    actor: Actor, *, store_id: int, kind: str, resource_type: str, name: str
) -> Resource:
    """Add a room or device to a store."""
    actor.check("scheduling.resources", store_id)
    Store.objects.of(actor).one(store_id)
    if kind not in ResourceKind.values:
        raise Invalid("kind")
    if not name.strip() or not resource_type.strip():
        raise Invalid("name" if not name.strip() else "resource_type")
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
    resource: Resource = Resource.objects.of(actor).locked().one(resource_id)
    actor.check("scheduling.resources", resource.store_id)
    if not name.strip():
        raise Invalid("name")
    resource.name, resource.is_active = name.strip(), is_active
    with refusing(NAME):
        resource.save(update_fields=["name", "is_active"])
    publish(actor, ResourceSaved(resource.pk, resource.store_id), subject=resource)
    return resource

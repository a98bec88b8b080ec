"""Rooms and devices."""

from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid
from hebe.kernel.freshness import marks, merged
from hebe.kernel.violations import refusing
from hebe.scheduling.choices import ResourceKind
from hebe.scheduling.events import ResourceSaved
from hebe.scheduling.models import Resource
from hebe.tenancy.models import Store

LONGEST = 40
NAME = {"one_resource_per_name": Invalid("name", _("This name is already taken here."))}


class ResourceFields(TypedDict, total=False):
    """What of a room or device may change."""

    name: str
    is_active: bool


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
    resource = Resource(
        group_id=actor.group_id,
        store_id=store_id,
        kind=kind,
        type=_word("resource_type", resource_type),
        name=_word("name", name),
    )
    with refusing(NAME):
        resource.save()
    publish(actor, ResourceSaved(resource.pk, store_id), subject=resource)
    return resource


@requires("scheduling.resources")
@transaction.atomic
def update_resource(
    actor: Actor, *, resource_id: int, seen: str = "", **fields: Unpack[ResourceFields]
) -> Resource:
    """Rename a room or device, or take it out of use.

    `seen` are the `resource_marks` that a form was opened with: ChangedMeanwhile when somebody
    else changed the same field since. Nothing changed means nothing told.
    """
    resource: Resource = Resource.objects.of(actor).locked().one(resource_id)
    actor.check("scheduling.resources", resource.store_id)
    before = _plain(resource)
    after = before | merged(_trimmed(fields), before, seen)
    if after != before:
        resource.name, resource.is_active = after["name"], after["is_active"]
        with refusing(NAME):
            resource.save(update_fields=list(after))
        told = ResourceSaved(resource.pk, resource.store_id)
        publish(actor, told, subject=resource, before=before, after=after)
    return resource


def resource_marks(resource: Resource) -> str:
    """Return the marks that a form opened now carries along for `update_resource`."""
    return marks(_plain(resource))


def _plain(resource: Resource) -> dict[str, Any]:
    return {"name": resource.name, "is_active": resource.is_active}


def _trimmed(fields: ResourceFields) -> dict[str, Any]:
    if "name" not in fields:
        return {**fields}
    return {**fields, "name": _word("name", fields["name"])}


def _word(field: str, text: str) -> str:
    """Return a name or a type as it is kept, or raise Invalid."""
    word = text.strip()
    if not word:
        raise Invalid(field)
    if len(word) > LONGEST:
        raise Invalid(field, _("At most %(limit)s characters."), limit=LONGEST)
    return word

"""The group's own fields, and what they say of one customer."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from hebe.access.actor import Actor, requires
from hebe.customers.models import Customer, OwnField, OwnValue
from hebe.customers.sight import sees


@dataclass(frozen=True, slots=True)
class OwnLine:
    """What one field of the group's own says of a customer."""

    id: int
    name: str
    value: str


@requires("customers.view")
def own_fields(actor: Actor, *, is_active: bool | None = True) -> QuerySet[Any]:
    """Return the fields in their order, without the sensitive ones this reader may not see."""
    rows = OwnField.objects.of(actor)
    if is_active is not None:
        rows = rows.filter(is_active=is_active)
    if not actor.may("see.customers.own"):
        rows = rows.filter(is_sensitive=False)
    return rows.order_by("position", "pk")


@requires("customers.settings")
def get_own_field(actor: Actor, field_id: int) -> OwnField:
    """Return one field, also a retired one; raises NotFound."""
    field: OwnField = OwnField.objects.of(actor).one(field_id)
    return field


def own_lines(actor: Actor, customer: Customer) -> list[OwnLine]:
    """Return what is written in them about her, in their order; one query."""
    rows = OwnValue.objects.of(actor).filter(customer=customer, field__in=own_fields(actor))
    if not sees(actor, customer, "own"):
        rows = rows.filter(field__is_sensitive=False)
    rows = rows.select_related("field").order_by("field__position", "field_id")
    return [OwnLine(row.field_id, row.field.name, row.value) for row in rows]

"""Column mappings that a group has corrected once and need not correct again."""

from typing import Any

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.customers.legacy.mapping import ColumnMapping
from hebe.customers.models import ImportMapping


def saved_mapping(actor: Actor, proposed: ColumnMapping) -> ColumnMapping:
    """Return what the group saved for these headings, else the proposal."""
    row: ImportMapping | None = (
        ImportMapping.objects.of(actor).filter(headings=proposed.signature).first()
    )
    return ColumnMapping.from_json(row.mapping) if row else proposed


@requires("customers.import")
@transaction.atomic
def save_mapping(actor: Actor, *, name: str, mapping: dict[str, Any]) -> ImportMapping:
    """Keep a corrected mapping; it is found again by its headings."""
    columns = ColumnMapping.from_json(mapping)
    row, _made = ImportMapping.objects.of(actor).update_or_create(
        group_id=actor.group_id,
        headings=columns.signature,
        defaults={"name": name[:60], "mapping": columns.to_json()},
    )
    result: ImportMapping = row
    return result

"""Open a file as a list with a mapping."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hebe.access.actor import Actor
from hebe.customers.importing.saved import saved_mapping
from hebe.customers.legacy.mapping import ColumnMapping
from hebe.customers.legacy.proposals import propose_mapping, sample_columns
from hebe.customers.legacy.sheets import read_sheets
from hebe.customers.legacy.tables import Table, find_table


@dataclass(frozen=True, slots=True)
class Reading:
    """A list found in a file, and what its columns are taken for."""

    table: Table
    mapping: ColumnMapping

    @property
    def elsewhere(self) -> dict[str, dict[str, int]]:
        """Return how many rows of people other sheets have that are not read, if any."""
        found = {
            name: rows
            for name, rows in self.table.people.items()
            if name in self.table.other_sheets
        }
        return {"other_sheets": found} if found else {}


def read_list(
    actor: Actor,
    content: bytes,
    file_name: str,
    mapping: Mapping[str, Any] | None = None,
    *,
    sheet: str = "",
) -> Reading:
    """Find the list and its mapping: the given one, the group's saved one, or a proposal.

    `sheet` names one of several, or is "*" for all.

    Raises FileRefused (disguised, damaged, too large, no list in it).
    """
    table = find_table(read_sheets(content, file_name), sheet)
    if mapping is not None:
        return Reading(table, ColumnMapping.from_json(dict(mapping)))
    proposed = propose_mapping(table.headings, sample_columns(table))
    return Reading(table, saved_mapping(actor, proposed))

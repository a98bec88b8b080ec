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


def read_list(
    actor: Actor, content: bytes, file_name: str, mapping: Mapping[str, Any] | None = None
) -> Reading:
    """Find the list and its mapping: the given one, the group's saved one, or a proposal.

    Raises FileRefused (disguised, damaged, too large, no list in it).
    """
    table = find_table(read_sheets(content, file_name))
    if mapping is not None:
        return Reading(table, ColumnMapping.from_json(dict(mapping)))
    proposed = propose_mapping(table.headings, sample_columns(table))
    return Reading(table, saved_mapping(actor, proposed))

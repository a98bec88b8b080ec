"""Reads of notes, records and treatments."""

from hebe.clinical.queries.records import (
    Version,
    find_record,
    get_record,
    my_patients,
    notes_of,
    of_customer,
    plan_of,
    record_states,
    records_elsewhere,
    versions_of,
)
from hebe.clinical.queries.treatments import (
    checks_of,
    get_treatment,
    lines_to_treat,
    medicine_of,
    recent_lots,
    treatments_of,
    treatments_of_customer,
)

__all__ = [
    "Version",
    "checks_of",
    "find_record",
    "get_record",
    "get_treatment",
    "lines_to_treat",
    "medicine_of",
    "my_patients",
    "notes_of",
    "of_customer",
    "plan_of",
    "recent_lots",
    "record_states",
    "records_elsewhere",
    "treatments_of",
    "treatments_of_customer",
    "versions_of",
]

"""Bring an old list of customers in: one file, one transaction, as often as one likes."""

from hebe.customers.importing.drafts import (
    Fixes,
    discard_draft,
    get_draft,
    map_columns,
    mend_row,
    open_drafts,
    plan_draft,
    reading_of,
    skip_row,
    start_import,
    upload_list,
)
from hebe.customers.importing.reading import Reading, read_list
from hebe.customers.importing.run import import_customers, plan_customers
from hebe.customers.importing.saved import save_mapping, saved_mapping

__all__ = [
    "Fixes",
    "Reading",
    "discard_draft",
    "get_draft",
    "import_customers",
    "map_columns",
    "mend_row",
    "open_drafts",
    "plan_customers",
    "plan_draft",
    "read_list",
    "reading_of",
    "save_mapping",
    "saved_mapping",
    "skip_row",
    "start_import",
    "upload_list",
]

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
from hebe.customers.importing.remedies import Remedy, remedy_of
from hebe.customers.importing.run import import_customers, plan_customers
from hebe.customers.importing.runs import recent_runs, run_of_job, stores_to_import_for
from hebe.customers.importing.saved import save_mapping, saved_mapping

__all__ = [
    "Fixes",
    "Reading",
    "Remedy",
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
    "recent_runs",
    "remedy_of",
    "run_of_job",
    "save_mapping",
    "saved_mapping",
    "skip_row",
    "start_import",
    "stores_to_import_for",
    "upload_list",
]

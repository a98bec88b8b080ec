"""Bring an old list of customers in: one file, one transaction, as often as one likes."""

from hebe.customers.importing.checking import check_list, outlook_on
from hebe.customers.importing.drafts import (
    discard_draft,
    get_draft,
    get_rejected_rows,
    open_drafts,
    start_import,
    sweep_drafts,
    upload_list,
)
from hebe.customers.importing.fixes import Fixes
from hebe.customers.importing.mending import (
    check_again,
    choose_sheet,
    map_columns,
    mend_row,
    skip_row,
)
from hebe.customers.importing.outlook import Outlook, problem_in, problems_of
from hebe.customers.importing.reading import Reading, read_list
from hebe.customers.importing.rejected import keep_rejected
from hebe.customers.importing.remedies import Remedy, remedies_of
from hebe.customers.importing.run import import_customers, plan_customers
from hebe.customers.importing.runs import recent_runs, run_of_job, stores_to_import_for
from hebe.customers.importing.saved import save_mapping, saved_mapping

__all__ = [
    "Fixes",
    "Outlook",
    "Reading",
    "Remedy",
    "check_again",
    "check_list",
    "choose_sheet",
    "discard_draft",
    "get_draft",
    "get_rejected_rows",
    "import_customers",
    "keep_rejected",
    "map_columns",
    "mend_row",
    "open_drafts",
    "outlook_on",
    "plan_customers",
    "problem_in",
    "problems_of",
    "read_list",
    "recent_runs",
    "remedies_of",
    "run_of_job",
    "save_mapping",
    "saved_mapping",
    "skip_row",
    "start_import",
    "stores_to_import_for",
    "sweep_drafts",
    "upload_list",
]

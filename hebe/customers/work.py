"""The customers' kinds of long work."""

from contextlib import suppress
from dataclasses import asdict

from hebe.access.actor import Actor
from hebe.customers.importing import (
    Fixes,
    check_list,
    get_draft,
    import_customers,
    keep_rejected,
)
from hebe.customers.legacy.mapping import ColumnMapping
from hebe.customers.queries.files import is_readable
from hebe.customers.services.files import PURPOSE as ATTACHED
from hebe.customers.services.many import ACTS, KIND
from hebe.customers.sheet import CUSTOMERS
from hebe.files.purposes import Purpose, keep_files_for
from hebe.files.rules import TYPES
from hebe.files.services import content_of
from hebe.jobs.exports import offer_sheet
from hebe.jobs.progress import Progress
from hebe.jobs.registry import Counts, item_job, job_kind
from hebe.kernel.errors import NotFound


@job_kind("customers.check")
def check_uploaded(actor: Actor, progress: Progress) -> None:
    """Read a large list and find out what importing it would do; given up, it needs nothing."""
    with suppress(NotFound):
        draft = get_draft(actor, progress.arguments["draft_id"])
        check_list(actor, draft, tell=progress.tell)


@job_kind("customers.import")
def import_list(actor: Actor, progress: Progress) -> None:
    """Import an uploaded list; the rejected rows come back as a workbook with reasons."""
    if progress.source is None:
        raise NotFound
    stored, content = content_of(actor, progress.source.pk)
    given = progress.arguments
    draft = get_draft(actor, given["draft_id"]) if "draft_id" in given else None
    fixes = Fixes.load(draft.fixes if draft else "")
    run, plan = import_customers(
        actor,
        content=content,
        file_name=stored.name,
        store_id=given["store_id"],
        mapping=draft.mapping if draft else None,
        corrections=fixes.rows,
        skipped=sorted(fixes.skipped),
        sheet=draft.sheet if draft else "",
        tell=progress.tell,
    )
    run.job_id = progress.job.pk
    run.save(update_fields=["job"])
    report = run.report
    progress.finish(
        keep_rejected(actor, plan, ColumnMapping.from_json(run.mapping), stored.name),
        new=report["new"],
        merged=report["merged_same_phone"],
        known=report.get("already_known", 0),
        rejected=len(plan.rejected),
    )


@item_job(KIND)
def act_on_one(actor: Actor, progress: Progress, customer_id: int) -> Counts:
    """Do the same to each of the customers that were chosen."""
    given = progress.arguments
    act = ACTS[given["act"]]
    return asdict(act.does(actor, customer_ids=[customer_id], **{act.gives: given["given"]}))


offer_sheet(CUSTOMERS)
keep_files_for(Purpose("import", ("xlsx", "xls", "csv")))
keep_files_for(Purpose(ATTACHED, tuple(TYPES), readable=is_readable))

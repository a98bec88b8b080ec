"""The job that writes any list to a file."""

from hebe.access.actor import Actor
from hebe.files.purposes import Purpose, keep_files_for
from hebe.files.services import store_file
from hebe.jobs.exports import KIND, SHEETS, write_sheet
from hebe.jobs.progress import Progress
from hebe.jobs.registry import job_kind


@job_kind(KIND)
def export_list(actor: Actor, progress: Progress) -> None:
    """Write the chosen rows of a list to a workbook, masked as on the screen."""
    key, ids = progress.arguments["sheet"], progress.arguments["ids"]
    book = write_sheet(
        actor, sheet=key, keys=ids, progress=lambda done: progress.tell(done, len(ids))
    )
    name = f"{SHEETS[key].title}.xlsx"
    stored = store_file(actor, name=name, content=book, purpose="result")
    progress.finish(stored, written=len(ids))


keep_files_for(Purpose("result", ("xlsx", "csv", "pdf"), made_here=True))

"""A job's progress, told beside the work's own transaction so that the bar moves."""

from typing import Any

from hebe.files.models import StoredFile
from hebe.jobs.held import Side
from hebe.jobs.models import Job


class Progress:
    """What the work tells while it runs. `arguments` and `source` are what it was given."""

    def __init__(self, job: Job, side: Side) -> None:
        self.job = job
        self.arguments: dict[str, Any] = job.arguments
        self.source: StoredFile | None = job.source
        self.result: StoredFile | None = None
        self._side = side

    def tell(self, done: int, total: int) -> None:
        """Say how far the work is; seen at once, also while the work's own change is open."""
        self.job.done, self.job.total = done, total
        self._side.tell(self.job.group_id, self.job.pk, done, total)

    def finish(self, result: StoredFile | None = None, **counts: int) -> None:
        """Name the file to download and the final counts."""
        self.result, self.job.counts = result, counts

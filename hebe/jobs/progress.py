"""A job's progress, told in transactions of its own so that the bar moves."""

from typing import Any

from django.db import connection

from hebe.files.models import StoredFile
from hebe.jobs.models import Job


class Progress:
    """What the work tells while it runs. `arguments` and `source` are what it was given."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.arguments: dict[str, Any] = job.arguments
        self.source: StoredFile | None = job.source
        self.result: StoredFile | None = None

    def tell(self, done: int, total: int) -> None:
        """Say how far the work is; seen at once, also while the work's own change is open."""
        self.job.done, self.job.total = done, total
        side = connection.copy()
        try:
            side.set_autocommit(False)
            with side.cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('hebe.group_id', %s, true)", [str(self.job.group_id)]
                )
                cursor.execute(
                    "UPDATE jobs_job SET done = %s, total = %s WHERE id = %s",
                    [done, total, self.job.pk],
                )
            side.commit()
        finally:
            side.close()

    def finish(self, result: StoredFile | None = None, **counts: int) -> None:
        """Name the file to download and the final counts."""
        self.result, self.job.counts = result, counts

"""The nightly sweep of the file store."""

from procrastinate.contrib.django import app

from hebe.files.services import sweep_strays
from hebe.kernel import clock


@app.periodic(cron=clock.nightly("03:37"))
@app.task(name="hebe.files.tasks.sweep", queueing_lock="files_sweep")
def sweep(timestamp: int) -> None:
    """Delete what lies in the file store without a row."""
    del timestamp
    sweep_strays()

"""The nightly sweep of the file store."""

from procrastinate.contrib.django import app

from hebe.files.services import sweep_strays


@app.periodic(cron="37 3 * * *")
@app.task(name="hebe.files.tasks.sweep", queueing_lock="files_sweep")
def sweep(timestamp: int) -> None:
    """Delete what lies in the file store without a row."""
    del timestamp
    sweep_strays()

"""The job that runs jobs."""

from procrastinate.contrib.django import app

from hebe.jobs import services


@app.task(name="hebe.jobs.tasks.run_job", queue="jobs", retry=3)
def run_job(group_id: int, job_id: int) -> None:
    """Carry one job out."""
    services.run_job(group_id=group_id, job_id=job_id)

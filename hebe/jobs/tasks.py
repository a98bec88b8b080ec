"""The job that runs jobs."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hebe.jobs import services

# What fails here is the database, not the work: it is given an hour to come back.
PATIENT = RetryStrategy(max_attempts=7, exponential_wait=3)


@app.task(name="hebe.jobs.tasks.run_job", queue="jobs", retry=PATIENT)
def run_job(group_id: int, job_id: int) -> None:
    """Carry one job out."""
    services.run_job(group_id=group_id, job_id=job_id)

"""The job that runs jobs, and the nightly sweep of what nobody may fetch any more."""

from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from hebe.jobs import services
from hebe.jobs.errors import StillRunning
from hebe.kernel import clock
from hebe.tenancy.each import for_each_group

# What fails here is the database, not the work: it is given an hour to come back.
PATIENT = RetryStrategy(max_attempts=7, exponential_wait=3)
LOOK_AGAIN = 60  # seconds; should the other worker die after all, the work goes on


@app.task(name="hebe.jobs.tasks.run_job", queue="jobs", retry=PATIENT)
def run_job(group_id: int, job_id: int) -> None:
    """Carry one job out."""
    try:
        services.run_job(group_id=group_id, job_id=job_id)
    except StillRunning:
        later = run_job.configure(schedule_in={"seconds": LOOK_AGAIN})
        later.defer(group_id=group_id, job_id=job_id)


@app.periodic(cron=clock.nightly("03:47"))
@app.task(name="hebe.jobs.tasks.forget_results", queueing_lock="jobs_forget_results")
def forget_results(timestamp: int) -> None:
    """Delete files whose owner may not make them any more."""
    del timestamp
    for_each_group(services.forget_results)

"""The journal's jobs."""

from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Status

from hebe.journal import services
from hebe.kernel import clock
from hebe.tenancy.each import for_each_group


@app.task(name="hebe.journal.tasks.deliver_event", queue="events")
def deliver_event(group_id: int, event_id: int) -> None:
    """Deliver one event at once; what fails has its next turn in the sweep."""
    services.deliver_event(group_id=group_id, event_id=event_id)


@app.periodic(cron="* * * * * */20")
@app.task(name="hebe.journal.tasks.sweep_outbox", queueing_lock="sweep_outbox")
def sweep_outbox(timestamp: int) -> None:
    """Deliver what is due and nobody was woken for."""
    del timestamp
    services.sweep_outbox()


@app.periodic(cron="* * * * * */10")
@app.task(name="hebe.journal.tasks.seal_audit", queueing_lock="seal_audit")
def seal_audit(timestamp: int) -> None:
    """Chain new audit rows of every group."""
    del timestamp
    for_each_group(lambda group: services.seal_audit(group_id=group.pk))


@app.periodic(cron=clock.nightly("03:27"))
@app.task(name="hebe.journal.tasks.forget_delivered", queueing_lock="forget_delivered")
def forget_delivered(timestamp: int) -> None:
    """Keep the outbox small."""
    del timestamp
    for_each_group(services.forget_delivered)


@app.periodic(cron="* * * * *")
@app.task(name="hebe.journal.tasks.retry_stalled", queueing_lock="retry_stalled")
async def retry_stalled(timestamp: int) -> None:
    """Give jobs whose worker died back to the queue; end those that wait there anew."""
    del timestamp
    manager = app.job_manager
    for job in await manager.get_stalled_jobs(seconds_since_heartbeat=30):
        try:
            await manager.retry_job(job, retry_at=clock.now())
        except UniqueViolation:  # of its queueing lock
            await manager.finish_job(job, status=Status.ABORTED, delete_job=True)

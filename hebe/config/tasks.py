"""The demo's story, told while people already look around."""

from procrastinate import JobContext, RetryStrategy
from procrastinate.contrib.django import app

from hebe.config import values
from hebe.config.demo import history, story
from hebe.tenancy.models import Group


@app.task(
    name="hebe.config.tasks.tell_history",
    queue="demo",
    lock="tell_history",
    queueing_lock="tell_history",
    retry=RetryStrategy(max_attempts=20, wait=10),
    pass_context=True,
)
def tell_history(context: JobContext, group_id: int) -> None:
    """Bring the demo up to the present moment; cut short, it goes on at the next start."""
    group = Group.objects.filter(pk=group_id).first()
    if group is not None:
        history.catch_up(group, must_stop=context.should_abort)


@app.periodic(cron="*/3 * * * *")
@app.task(
    name="hebe.config.tasks.go_on",
    queue="demo",
    lock="tell_history",
    queueing_lock="demo_goes_on",
    pass_context=True,
)
def go_on(context: JobContext, timestamp: int) -> None:
    """Let the demo's day go on by the clock; where there is no demo, nothing."""
    del timestamp
    group = story.find() if values.is_on("HEBE_DEMO") else None
    if group is not None:
        history.beat(group, must_stop=context.should_abort)

"""The to-dos' jobs."""

from procrastinate.contrib.django import app

from hebe.access.actor import system_actor
from hebe.tenancy.each import for_each_group
from hebe.todos import services


@app.periodic(cron="*/5 * * * *")
@app.task(name="hebe.todos.tasks.escalate_overdue", queueing_lock="escalate_overdue")
def escalate_overdue(timestamp: int) -> None:
    """Tell supervisors what is overdue, in every group."""
    del timestamp
    for_each_group(
        lambda group: services.escalate_overdue(system_actor(group.pk, "Hebe", "todos.create"))
    )

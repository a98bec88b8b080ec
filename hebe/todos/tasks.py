"""The to-dos' jobs."""

from procrastinate.contrib.django import app

from hebe.access.actor import system_actor
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group
from hebe.todos import services


@app.periodic(cron="*/5 * * * *")
@app.task(name="hebe.todos.tasks.escalate_overdue", queueing_lock="escalate_overdue")
def escalate_overdue(timestamp: int) -> None:
    """Tell supervisors what is overdue, in every group."""
    del timestamp
    for group_id in Group.objects.values_list("pk", flat=True):
        with working_for(group_id):
            services.escalate_overdue(system_actor(group_id, "Hebe", "todos.create"))

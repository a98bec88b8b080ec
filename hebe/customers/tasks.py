"""The customers' jobs."""

from procrastinate.contrib.django import app

from hebe.access.actor import system_actor
from hebe.customers import importing, services
from hebe.kernel import clock
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group


@app.periodic(cron="15 19 * * *")  # 03:15 in China
@app.task(name="hebe.customers.tasks.review_stages", queueing_lock="review_stages")
def review_stages(timestamp: int) -> None:
    """Let customers who stayed away become dormant or lost."""
    del timestamp
    for group_id in Group.objects.values_list("pk", flat=True):
        actor = system_actor(group_id, "Hebe", "customers.view")
        changed = -1
        while changed:
            with working_for(group_id):
                changed = services.review_stages(actor, on=clock.today(actor.zone))


@app.periodic(cron="45 18 * * *")  # 02:45 in China
@app.task(name="hebe.customers.tasks.sweep_drafts", queueing_lock="sweep_drafts")
def sweep_drafts(timestamp: int) -> None:
    """Give up lists that were uploaded and then left lying."""
    del timestamp
    for group_id in Group.objects.values_list("pk", flat=True):
        with working_for(group_id):
            importing.sweep_drafts(system_actor(group_id, "Hebe", "customers.import"))

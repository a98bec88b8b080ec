"""The customers' jobs."""

from procrastinate.contrib.django import app

from hebe.access.actor import system_actor
from hebe.customers import importing, services
from hebe.kernel import clock
from hebe.tenancy.each import for_each_group
from hebe.tenancy.models import Group


@app.periodic(cron=clock.nightly("03:15"))
@app.task(name="hebe.customers.tasks.review_stages", queueing_lock="review_stages")
def review_stages(timestamp: int) -> None:
    """Let customers who stayed away become dormant or lost."""
    del timestamp
    for_each_group(_review_stages)


def _review_stages(group: Group) -> None:
    actor = system_actor(group.pk, "Hebe", "customers.view")
    while services.review_stages(actor, on=clock.today(actor.zone)):
        pass


@app.periodic(cron=clock.nightly("02:45"))
@app.task(name="hebe.customers.tasks.sweep_drafts", queueing_lock="sweep_drafts")
def sweep_drafts(timestamp: int) -> None:
    """Give up lists that were uploaded and then left lying."""
    del timestamp
    for_each_group(
        lambda group: importing.sweep_drafts(system_actor(group.pk, "Hebe", "customers.import"))
    )

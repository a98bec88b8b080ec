"""The demo's history, told day by day while people already look around."""

from procrastinate.contrib.django import app

from hebe.config.demo import story
from hebe.tenancy.models import Group


@app.task(name="hebe.config.tasks.tell_history", queue="demo", queueing_lock="tell_history")
def tell_history(group_id: int) -> None:
    """Tell the whole past; days that are told already are skipped, so it can go on later."""
    group = Group.objects.get(pk=group_id)
    for day in story.past_days():
        story.tell_history(group, day=day)

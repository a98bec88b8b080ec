"""The nightly tidying of what people leave behind at the door."""

from importlib import import_module

from django.conf import settings
from procrastinate.contrib.django import app

from hebe.access.once import forget_old
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group


@app.periodic(cron="17 3 * * *")
@app.task(name="hebe.access.tasks.tidy_up", queueing_lock="access_tidy_up")
def tidy_up(timestamp: int) -> None:
    """Forget old submissions of every group, and sessions that have ended."""
    del timestamp
    for group in Group.objects.all():
        with working_for(group.pk):
            forget_old(group)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()

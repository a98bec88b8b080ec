"""The nightly tidying of what people leave behind at the door."""

from importlib import import_module

from django.conf import settings
from procrastinate.contrib.django import app

from hebe.access.once import forget_old
from hebe.kernel import clock
from hebe.tenancy.each import for_each_group


@app.periodic(cron=clock.nightly("03:17"))
@app.task(name="hebe.access.tasks.tidy_up", queueing_lock="access_tidy_up")
def tidy_up(timestamp: int) -> None:
    """Forget old submissions of every group, and sessions that have ended."""
    del timestamp
    for_each_group(forget_old)
    import_module(settings.SESSION_ENGINE).SessionStore.clear_expired()

"""The worker's app, and how an act wakes it within its own transaction."""

from functools import partial
from typing import Any

import procrastinate
from procrastinate.contrib.django import app


def on_app_ready(ready: procrastinate.App) -> None:
    """Let Procrastinate's Django integration know its app (nothing else to set)."""
    del ready


def wake(group_id: int, event_id: int) -> None:
    """Defer the delivery of one event; it becomes real when the transaction commits."""
    app.configure_task(
        "hebe.journal.tasks.deliver_event", queue="events", lock=f"event-{event_id}"
    ).defer(group_id=group_id, event_id=event_id)


def defer(name: str, **arguments: Any) -> int:
    """Defer a job by its task name, as part of the present transaction; return its key."""
    return int(app.configure_task(name).defer(**arguments))


task = partial(app.task, pass_context=False)

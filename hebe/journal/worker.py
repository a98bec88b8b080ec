"""The worker's app, and how an act wakes it within its own transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

import procrastinate
from procrastinate.contrib.django import app

_kept: ContextVar[list[int] | None] = ContextVar("kept", default=None)


@contextmanager
def keeping_events() -> Iterator[list[int]]:
    """Collect the keys of the block's events instead of waking the worker for each.

    Whoever asks delivers them: how the demo's past gets its reactions at the pretended
    moment, those of handlers that wait for just this event. What is forgotten goes with the
    sweep of the outbox.
    """
    kept: list[int] = []
    token = _kept.set(kept)
    try:
        yield kept
    finally:
        _kept.reset(token)


def is_keeping() -> bool:
    """Say whether the present block's events are collected by `keeping_events`."""
    return _kept.get() is not None


def on_app_ready(ready: procrastinate.App) -> None:
    """Let Procrastinate's Django integration know its app (nothing else to set)."""
    del ready


def wake(group_id: int, event_id: int) -> None:
    """Defer the delivery of one event; it becomes real when the transaction commits."""
    kept = _kept.get()
    if kept is not None:
        kept.append(event_id)
        return
    app.configure_task(
        "hebe.journal.tasks.deliver_event", queue="events", lock=f"event-{event_id}"
    ).defer(group_id=group_id, event_id=event_id)


def defer(name: str, **arguments: Any) -> int:
    """Defer a job by its task name, as part of the present transaction; return its key."""
    return int(app.configure_task(name).defer(**arguments))

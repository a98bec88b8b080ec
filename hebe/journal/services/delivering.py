"""Bring events to their handlers, each by itself, until it is done or rests."""

import logging
from datetime import timedelta

from django.db.models import F

from hebe.access.actor import system_actor
from hebe.journal.choices import State
from hebe.journal.errors import HandlerGone
from hebe.journal.failures import described
from hebe.journal.models import Delivery, Outbox
from hebe.journal.subscribe import listeners
from hebe.kernel import clock
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group, GroupQuerySet, HasGroup

log = logging.getLogger("hebe.journal")
SWEEP = 500  # deliveries of one group in one go
# How long a handler that failed for the first, second, ... time waits; then it rests.
PAUSES = (
    timedelta(seconds=30),
    timedelta(minutes=2),
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
)


def deliver_event(*, group_id: int, event_id: int) -> int:
    """Run each handler that is due for this event; return how many did their part.

    Safe to call any number of times, also at once: the delivery row decides. A handler that
    fails is logged and waits for its next turn; it holds up nobody.
    """
    with working_for(group_id):
        due = _due(group_id, timedelta(0)).filter(event_id=event_id).order_by("pk")
        keys = list(due.values_list("pk", flat=True))
    return sum(_attempt(group_id, key) for key in keys)


def sweep_outbox(*, older_than: timedelta = timedelta(seconds=30)) -> int:
    """Run what has been due for a while, in every group; return how many did their part.

    Those are handlers whose next turn has come, those who hear every event, and what a
    worker left that died between claim and delivery.
    """
    swept = 0
    for group_id in Group.objects.values_list("pk", flat=True):
        with working_for(group_id):
            due = _due(group_id, older_than).order_by("next_at", "pk")
            keys = list(due.values_list("pk", flat=True)[:SWEEP])
        swept += sum(_attempt(group_id, key) for key in keys)
    return swept


def _due(group_id: int, older_than: timedelta) -> GroupQuerySet:
    return Delivery.objects.of(Group(pk=group_id)).filter(
        state=State.WAITING, next_at__lte=clock.now() - older_than
    )


def _attempt(group_id: int, key: int) -> bool:
    try:
        with working_for(group_id):
            return _delivered(group_id, key)
    except Exception as problem:
        log.exception("delivery %s of group %s failed", key, group_id)
        with working_for(group_id):
            _note_failure(group_id, key, problem)
        return False


def _delivered(group_id: int, key: int) -> bool:
    rows = Delivery.objects.of(Group(pk=group_id)).filter(pk=key, state=State.WAITING)
    row: Delivery | None = (
        rows.select_related("event__audit")
        .select_for_update(of=("self",), skip_locked=True, no_key=True)
        .first()
    )
    if row is None:
        return False
    handler = listeners(row.event.name).get(row.handler)
    if handler is None:
        raise HandlerGone(row.handler)
    handler.run(system_actor(group_id, "Hebe", *handler.permissions), row.event)
    row.state, row.attempts, row.tried_at = State.DONE, row.attempts + 1, clock.now()
    row.save(update_fields=["state", "attempts", "tried_at"])
    return True


def _note_failure(group_id: int, key: int, problem: Exception) -> None:
    """Let it wait for its next turn, or rest; waiting brings no code back that is gone."""
    rows = Delivery.objects.of(Group(pk=group_id)).filter(pk=key, state=State.WAITING)
    failed: int | None = rows.values_list("attempts", flat=True).first()
    if failed is None:
        return
    is_last = failed >= len(PAUSES) or isinstance(problem, HandlerGone)
    now = clock.now()
    rows.update(
        state=State.RESTING if is_last else State.WAITING,
        attempts=F("attempts") + 1,
        next_at=now if is_last else now + PAUSES[failed],
        tried_at=now,
        last_error=described(problem),
    )


def count_resting() -> int:
    """Return how many deliveries rest in all groups together, for who runs the server."""
    resting = 0
    for group_id in Group.objects.values_list("pk", flat=True):
        with working_for(group_id):
            rows = Delivery.objects.of(Group(pk=group_id)).filter(state=State.RESTING)
            resting += rows.count()
    return resting


def forget_delivered(whose: HasGroup, *, older_than: timedelta = timedelta(days=30)) -> int:
    """Drop a group's old events on which nobody waits any more; return how many rows went."""
    undone = Delivery.objects.of(whose).filter(state__in=(State.WAITING, State.RESTING))
    old = (
        Outbox.objects.of(whose)
        .filter(happened_at__lt=clock.now() - older_than)
        .exclude(pk__in=undone.values("event_id"))
    )
    count, _by_model = old.delete()
    return count

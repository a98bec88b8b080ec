"""Deadlines that the law sets become work."""

from hebe.access.actor import Actor
from hebe.compliance.events import DeadlineSet
from hebe.journal.subscribe import on
from hebe.kernel.errors import Refused
from hebe.todos.services import create_todo
from hebe.todos.services.takers import owner_of


@on(DeadlineSet, "todos.create")
def give_work(actor: Actor, event: DeadlineSet) -> None:
    """Give it to whom the rule names, or to the store when she cannot take work."""
    create_todo(
        actor,
        store_id=event.store_id,
        title=event.task,
        detail=event.rule,
        due_at=event.due_at,
        customer_id=event.customer_id,
        owner_id=_taker(actor, event),
        source=f"red-line:{event.finding_id}",
    )


def _taker(actor: Actor, event: DeadlineSet) -> int | None:
    if event.owner_id is None:
        return None
    try:
        return int(owner_of(actor, event.owner_id, event.store_id).pk)
    except Refused:
        return None

"""What colleagues ask leave for."""

from hebe.todos.queries import asked_of_me
from hebe.web.todos.desk import Desk
from hebe.web.todos.panels.base import Panel


def to_decide(desk: Desk) -> Panel | None:
    """Return what waits for her decision at this store; nothing where nothing does."""
    if desk.store is None or not desk.actor.may("todos.view"):
        return None
    rows = asked_of_me(desk.actor, store_id=desk.store.pk)
    return Panel("todos/panels/approvals.html", {"rows": rows}) if rows else None

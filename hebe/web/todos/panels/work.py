"""What waits to be done."""

from datetime import datetime
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Q, Value

from hebe.access.actor import Actor
from hebe.access.ready import ready
from hebe.care.choices import FOLLOW_UP
from hebe.care.models import FollowUp
from hebe.kernel import clock
from hebe.todos.choices import State
from hebe.todos.kinds import CALL, find_kind
from hebe.todos.models import Todo
from hebe.web.todos.desk import Desk
from hebe.web.todos.panels.base import Panel

CONTACTS = {FOLLOW_UP, CALL}
SHOWN = 8


def todos(desk: Desk) -> Panel | None:
    """Return everything she has to do but decide, most urgent first."""
    return _work(desk, [todo for todo in desk.todos if not is_decided(todo)])


def other_todos(desk: Desk) -> Panel | None:
    """Return what she has to do besides the customers she is to speak to."""
    rows = [todo for todo in desk.todos if todo.kind not in CONTACTS]
    return _work(desk, [todo for todo in rows if not is_decided(todo)])


def is_decided(todo: Todo) -> bool:
    """Say whether it is a request, which stands in a panel of its own."""
    kind = find_kind(todo.kind)
    return kind is not None and kind.deciding is not None


def _work(desk: Desk, rows: list[Todo]) -> Panel | None:
    if not desk.actor.may("todos.view"):
        return None
    late = sum(todo.due_at < desk.moment for todo in rows)
    data = {"rows": rows[:SHOWN], "late": late, "total": len(rows)}
    return Panel("todos/panels/todos.html", data)


def follow_ups(desk: Desk) -> Panel | None:
    """Return the customers to speak to: overdue, then due, then those of the next days."""
    if not desk.actor.may("todos.view"):
        return None
    rows = [todo for todo in desk.todos if todo.kind in CONTACTS]
    shown = rows[:SHOWN]
    asks = _asks(desk, [todo.pk for todo in shown])
    data = {
        "rows": [(todo, desk.glance(todo), asks.get(todo.pk)) for todo in shown],
        "late": sum(todo.due_at < desk.moment for todo in rows),
        "total": len(rows),
    }
    return Panel("todos/panels/follow_ups.html", data)


def _asks(desk: Desk, keys: list[int]) -> dict[int, FollowUp]:
    if not desk.actor.may("care.view"):
        return {}
    rows = FollowUp.objects.of(desk.actor).filter(todo_id__in=keys)
    return {row.todo_id: row for row in rows.select_related("step", "treatment")}


def team_overdue(desk: Desk) -> Panel | None:
    """Return how much of each person's work is late, for those who see everybody's."""
    if not desk.sees("todos.all") or desk.store is None:
        return None
    day = clock.day_bounds(desk.day, desk.actor.zone)
    rows = [
        {**row, "late": row["before"] + sum(at < desk.moment for at in row["today"])}
        for row in _by_owner(desk.actor, desk.store.pk, *day)
    ]
    rows.sort(key=lambda row: (-row["late"], -row["open"], row["owner__name"] or ""))
    return Panel("todos/panels/team.html", {"rows": rows[:SHOWN]})


@ready()
def _by_owner(actor: Actor, store_id: int, start: datetime, end: datetime) -> Any:
    """Return each person's open work: all, due before the day, and when due in its course."""
    rows = Todo.objects.of(actor).filter(store_id=store_id, state=State.OPEN).order_by()
    before, today = Q(due_at__lt=start), Q(due_at__gte=start, due_at__lt=end)
    return rows.values("owner_id", "owner__name").annotate(
        open=Count("pk"),
        before=Count("pk", filter=before),
        today=ArrayAgg("due_at", filter=today, default=Value([])),
    )

"""What waits to be done."""

from django.db.models import Count, Q

from hebe.care.models import FollowUp
from hebe.todos.choices import Kind, State
from hebe.todos.models import Todo
from hebe.todos.queries import todo_list
from hebe.web.todos.desk import Desk
from hebe.web.todos.panels.base import Panel

CONTACTS = {Kind.FOLLOW_UP, Kind.CALL}
SHOWN = 8


def todos(desk: Desk) -> Panel | None:
    """Return everything she has to do, most urgent first."""
    return _work(desk, desk.todos)


def other_todos(desk: Desk) -> Panel | None:
    """Return what she has to do besides the customers she is to speak to."""
    return _work(desk, [todo for todo in desk.todos if todo.kind not in CONTACTS])


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
        "rows": [(todo, desk.glance(todo.customer), asks.get(todo.pk)) for todo in shown],
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
    late = Q(due_at__lt=desk.moment)
    rows = (
        todo_list(desk.actor)
        .order_by()
        .filter(store=desk.store, state=State.OPEN)
        .values("owner_id", "owner__name")
        .annotate(open=Count("pk"), late=Count("pk", filter=late))
        .order_by("-late", "-open", "owner__name")[:SHOWN]
    )
    return Panel("todos/panels/team.html", {"rows": list(rows)})

"""Acts on pieces of work."""

from hebe.todos.services.bell import notify, read_notifications
from hebe.todos.services.work import (
    MOST_AT_ONCE,
    create_todo,
    escalate_overdue,
    finish_todo,
    hand_over_todo,
    hand_over_todos,
)

__all__ = [
    "MOST_AT_ONCE",
    "create_todo",
    "escalate_overdue",
    "finish_todo",
    "hand_over_todo",
    "hand_over_todos",
    "notify",
    "read_notifications",
]

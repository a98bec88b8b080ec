"""Acts on pieces of work."""

from hebe.todos.services.absence import end_substitute, name_substitute
from hebe.todos.services.approving import Asked, ask_approval, decide_approval
from hebe.todos.services.bell import notify, read_notifications, tell
from hebe.todos.services.cancelling import call_off, cancel_todo
from hebe.todos.services.escalating import escalate_overdue
from hebe.todos.services.locking import locked_todo
from hebe.todos.services.steps import set_escalation_step, stop_escalation_step
from hebe.todos.services.taking import claim_todo, give_back_todo
from hebe.todos.services.work import (
    MOST_AT_ONCE,
    create_todo,
    finish_todo,
    hand_over_todo,
    hand_over_todos,
)

__all__ = [
    "MOST_AT_ONCE",
    "Asked",
    "ask_approval",
    "call_off",
    "cancel_todo",
    "claim_todo",
    "create_todo",
    "decide_approval",
    "end_substitute",
    "escalate_overdue",
    "finish_todo",
    "give_back_todo",
    "hand_over_todo",
    "hand_over_todos",
    "locked_todo",
    "name_substitute",
    "notify",
    "read_notifications",
    "set_escalation_step",
    "stop_escalation_step",
    "tell",
]

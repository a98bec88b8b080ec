"""Work that waits, whom it is told to, what is decided, and the lines under the bell."""

from hebe.todos.models.approval import Approval, Decision
from hebe.todos.models.bell import Notification
from hebe.todos.models.escalation import Escalation, EscalationStep
from hebe.todos.models.substitute import Substitute
from hebe.todos.models.work import Cancellation, Todo

__all__ = [
    "Approval",
    "Cancellation",
    "Decision",
    "Escalation",
    "EscalationStep",
    "Notification",
    "Substitute",
    "Todo",
]

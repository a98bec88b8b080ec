"""The kinds of work that need no other app."""

from django.utils.translation import gettext_lazy as _

from hebe.todos.kinds import CALL, TASK, TodoKind, register

register(
    TodoKind(TASK, _("Task"), by_hand=True),
    TodoKind(CALL, _("Call"), by_hand=True, needs_outcome=True),
)

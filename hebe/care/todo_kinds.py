"""Follow-ups as a kind of work."""

from django.utils.translation import gettext_lazy as _

from hebe.care.choices import FOLLOW_UP
from hebe.todos.kinds import TodoKind, register

register(TodoKind(FOLLOW_UP, _("Follow-up"), needs_outcome=True))

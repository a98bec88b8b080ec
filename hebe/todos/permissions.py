"""What may be allowed about to-dos."""

from django.utils.translation import gettext_lazy as _

from hebe.access.registry import Permission, declare

LEADERS = "manager director gm supervisor"
declare(
    Permission("todos.view", _("See to-dos"), "*"),
    Permission("todos.create", _("Give work to people"), "*"),
    Permission("todos.finish", _("Finish to-dos"), "*"),
    Permission("todos.hand_over", _("Hand to-dos to somebody else"), f"{LEADERS} callcenter"),
    Permission("todos.all", _("See everybody's to-dos of a store"), f"{LEADERS} quality"),
    Permission(
        "todos.escalation", _("Set whom late work is told to"), "gm director", whole=True
    ),
    Permission("todos.substitutes", _("Name substitutes for others"), f"{LEADERS} hr"),
)

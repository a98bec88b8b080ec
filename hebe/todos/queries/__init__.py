"""Reads about work that waits."""

from hebe.todos.queries.approvals import approval_of, asked_of_me, find_approval
from hebe.todos.queries.bell import notifications
from hebe.todos.queries.candidates import holders_of, of_post, people_behind
from hebe.todos.queries.escalation import escalation_steps, steps_of
from hebe.todos.queries.reach import concerned, hers, waits_for
from hebe.todos.queries.substitutes import substitute_list, substitutes_of, substitutes_to_see
from hebe.todos.queries.work import get_todo, my_open, of_customer, todo_list

__all__ = [
    "approval_of",
    "asked_of_me",
    "concerned",
    "escalation_steps",
    "find_approval",
    "get_todo",
    "hers",
    "holders_of",
    "my_open",
    "notifications",
    "of_customer",
    "of_post",
    "people_behind",
    "steps_of",
    "substitute_list",
    "substitutes_of",
    "substitutes_to_see",
    "todo_list",
    "waits_for",
]

"""A discount that waits for a decision, on the screen."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.billing import queries
from hebe.billing.choices import DISCOUNT
from hebe.todos.models import Todo
from hebe.todos.queries import approval_of
from hebe.web.todos.deciding import decide_todo
from hebe.web.todos.parts import Part


def _facts(actor: Actor, todo: Todo) -> dict[str, Any]:
    """Return the order of a request, and whether its decider may go that far."""
    asked = approval_of(actor, todo)
    line = (
        queries.line_asked_for(actor, asked.pk) if asked and actor.may("billing.view") else None
    )
    is_far = asked is not None and queries.is_beyond(actor, todo.store_id, asked.arguments)
    return {
        "line": line,
        "limit": queries.limit_of(actor, todo.store_id),
        "beyond": is_far and actor.may("billing.discount", todo.store_id),
    }


PART = Part(DISCOUNT, _("Decide"), decide_todo, "billing/_discount_asked.html", _facts)

"""Decide what a colleague asked for."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.todos import queries, services
from hebe.todos.kinds import find_kind
from hebe.todos.models import Todo
from hebe.web.drawer import drawer
from hebe.web.forms import typed
from hebe.web.screen import go, screen
from hebe.web.todos.acts import about, back
from hebe.web.todos.forms import DecisionForm


@screen("todos.finish")
def decide(request: HttpRequest, actor: Actor, todo_id: int, **_kwargs: Any) -> HttpResponse:
    """Show what is asked, and approve or reject it."""
    return decide_todo(request, actor, queries.get_todo(actor, todo_id))


def decide_todo(request: HttpRequest, actor: Actor, todo: Todo) -> HttpResponse:
    """Show what a to-do asks for, and approve or reject it; the part of every such kind."""
    form = DecisionForm(typed(request))
    approve = request.POST.get("answer") == "approve"
    if form.attempt(
        lambda: services.decide_approval(
            actor, todo_id=todo.pk, approve=approve, **form.cleaned_data
        )
    ):
        said = _("Approved: %(title)s") if approve else _("Rejected: %(title)s")
        return go(request, back(request), said % {"title": todo.title})
    asked, kind = queries.approval_of(actor, todo), find_kind(todo.kind)
    deciding = kind.deciding if kind else None
    is_own = asked is not None and asked.asked_by_id == actor.user_id
    context = {
        "todo": todo,
        "asked": asked,
        "decision": getattr(asked, "decision", None),
        "is_own": is_own,
        "may_decide": not is_own
        and bool(deciding and actor.may(deciding.right, todo.store_id)),
    }
    return drawer(request, "todos/_decide.html", form, **context, **about(actor, todo))

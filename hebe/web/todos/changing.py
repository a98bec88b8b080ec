"""Take a to-do up, give it back, call it off."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hebe.access.actor import Actor
from hebe.todos import queries, services
from hebe.web.drawer import drawer
from hebe.web.forms import typed
from hebe.web.screen import go, screen
from hebe.web.todos.acts import back
from hebe.web.todos.forms import CancelForm


@require_POST
@screen("todos.finish")
def claim(request: HttpRequest, actor: Actor, todo_id: int, **_kwargs: Any) -> HttpResponse:
    """Take up what nobody has."""
    todo = services.claim_todo(actor, todo_id=todo_id)
    return go(request, back(request), _("Yours now: %(title)s") % {"title": todo.title})


@require_POST
@screen("todos.finish")
def give_back(request: HttpRequest, actor: Actor, todo_id: int, **_kwargs: Any) -> HttpResponse:
    """Let another candidate take it up."""
    todo = services.give_back_todo(actor, todo_id=todo_id)
    return go(request, back(request), _("Put back: %(title)s") % {"title": todo.title})


@screen("todos.finish")
def cancel(request: HttpRequest, actor: Actor, todo_id: int, **_kwargs: Any) -> HttpResponse:
    """Ask why, then call the to-do off."""
    todo = queries.get_todo(actor, todo_id)
    form = CancelForm(typed(request))
    if form.attempt(lambda: services.cancel_todo(actor, todo_id=todo_id, **form.cleaned_data)):
        return go(request, back(request), _("Called off: %(title)s") % {"title": todo.title})
    return drawer(request, "todos/_cancel.html", form, todo=todo)

"""Call work off, with a reason."""

from django.db import transaction
from django.utils.translation import gettext as _

from hebe.access.actor import Actor, requires
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.todos.choices import State
from hebe.todos.errors import NotYours
from hebe.todos.events import TodoCancelled
from hebe.todos.models import Cancellation, Todo
from hebe.todos.queries import find_approval
from hebe.todos.services.bell import notify
from hebe.todos.services.locking import locked_todo


@requires("todos.finish")
@transaction.atomic
def cancel_todo(actor: Actor, *, todo_id: int, reason: str) -> Todo:
    """Call a piece of work off; it stays readable, with who, when and why.

    For who gave it out or asked for it, who has it from nobody, and who sees everybody's.
    Refuses NotYours, AlreadyDone, Invalid without a reason.
    """
    todo = locked_todo(actor, todo_id)
    if not _may_cancel(actor, todo):
        raise NotYours
    if not reason.strip():
        raise Invalid("reason", _("Say why it need not be done."))
    return call_off(actor, todo, reason)


def call_off(actor: Actor, todo: Todo, reason: str) -> Todo:
    """Call locked work off and tell who has it; the caller has checked that it may be."""
    todo.state, todo.done_at = State.CANCELLED, clock.now()
    todo.save(update_fields=["state", "done_at"])
    Cancellation(
        group_id=actor.group_id, todo=todo, reason=reason.strip()[:200], who=actor.name,
        user_id=actor.user_id, at=todo.done_at,
    ).save()  # fmt: skip
    if todo.owner is not None and todo.owner.user_id != actor.user_id:
        said = _("Called off: %(title)s") % {"title": todo.title}
        notify(actor, todo.owner, said, link="/todos/")
    publish(actor, TodoCancelled(todo.pk, todo.store_id), subject=todo)
    return todo


def _may_cancel(actor: Actor, todo: Todo) -> bool:
    if actor.may("todos.all", todo.store_id):
        return True
    if actor.user_id is None:
        return False
    asked = find_approval(actor, todo.pk)
    if asked is not None:
        return asked.asked_by_id == actor.user_id
    giver = todo.supervisor or todo.owner
    return giver is not None and giver.user_id == actor.user_id

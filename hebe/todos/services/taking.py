"""Take up what nobody has, or give it back."""

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import NotFound
from hebe.staff.queries import me
from hebe.todos.choices import State
from hebe.todos.errors import AlreadyTaken, NotClaimed, NotYours, OwnRequest
from hebe.todos.events import TodoClaimed, TodoGivenBack
from hebe.todos.kinds import find_kind
from hebe.todos.models import Todo
from hebe.todos.queries import concerned, find_approval
from hebe.todos.services.locking import locked_todo
from hebe.todos.services.takers import listener_of


@requires("todos.finish")
@transaction.atomic
def claim_todo(actor: Actor, *, todo_id: int) -> Todo:
    """Make work that nobody has one's own; of many who try, one succeeds.

    Refuses AlreadyTaken, AlreadyDone, NotYours for who is no candidate, NotFound for who may
    finish nothing at its store.
    """
    found: Todo = Todo.objects.of(actor).one(todo_id)
    free = Todo.objects.of(actor).filter(pk=todo_id, owner=None, state=State.OPEN)
    hers = Todo.objects.of(actor).filter(concerned(actor, "todos.finish"), pk=todo_id)
    member = me(actor)
    if member is None or not hers.exists():
        if not actor.may("todos.finish", found.store_id):
            raise NotFound
        raise AlreadyTaken if locked_todo(actor, todo_id).owner_id else NotYours
    listener_of(actor, member.pk)
    _check_may_decide(actor, found)
    if not free.update(owner=member, claimed_at=clock.now()):  # the row decides the race
        locked_todo(actor, todo_id)
        raise AlreadyTaken
    found.refresh_from_db()
    publish(actor, TodoClaimed(found.pk, found.store_id, member.pk), subject=found)
    return found


def _check_may_decide(actor: Actor, todo: Todo) -> None:
    """Keep a request free for those who may decide it."""
    kind, asked = find_kind(todo.kind), find_approval(actor, todo.pk)
    if kind and kind.deciding:
        actor.check(kind.deciding.right, todo.store_id)
    if asked is not None and asked.asked_by_id == actor.user_id:
        raise OwnRequest


@requires("todos.finish")
@transaction.atomic
def give_back_todo(actor: Actor, *, todo_id: int) -> Todo:
    """Let go of work that one had claimed, so that another candidate can take it up.

    Refuses NotYours, NotClaimed for what was given to a person by name, and NotFound for who
    may finish nothing at its store.
    """
    todo = locked_todo(actor, todo_id)
    is_hers = todo.owner is not None and todo.owner.user_id == actor.user_id
    if not (is_hers or actor.may("todos.finish", todo.store_id)):
        raise NotFound
    if todo.claimed_at is None:
        raise NotClaimed
    if not (is_hers or actor.may("todos.all", todo.store_id)):
        raise NotYours
    todo.owner = todo.claimed_at = None
    todo.save(update_fields=["owner", "claimed_at"])
    publish(actor, TodoGivenBack(todo.pk, todo.store_id), subject=todo)
    return todo

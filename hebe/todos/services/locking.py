"""Find a piece of work, lock it, and see whether the actor may act on it."""

from hebe.access.actor import Actor
from hebe.todos.choices import State
from hebe.todos.errors import AlreadyDone
from hebe.todos.models import Todo
from hebe.todos.queries import concerned


def locked_todo(actor: Actor, todo_id: int) -> Todo:
    """Return open work, locked until the transaction ends; NotFound, AlreadyDone."""
    todo: Todo = (
        Todo.objects.of(actor).locked().select_related("owner", "supervisor").one(todo_id)
    )
    if todo.state != State.OPEN:
        raise AlreadyDone
    return todo


def is_concerned(actor: Actor, todo: Todo, permission: str = "todos.finish") -> bool:
    """Say whether the work is the actor's, may become hers, or was given out by her."""
    people = [person for person in (todo.owner, todo.supervisor) if person is not None]
    if actor.user_id is not None and any(p.user_id == actor.user_id for p in people):
        return True
    reached = Todo.objects.of(actor).filter(concerned(actor, permission), pk=todo.pk)
    return bool(reached.exists())

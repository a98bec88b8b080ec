"""What is asked for and waits for a decision."""

from hebe.access.actor import Actor, requires
from hebe.todos.choices import State
from hebe.todos.kinds import KINDS
from hebe.todos.models import Approval, Todo
from hebe.todos.queries.work import todo_list


@requires("todos.view")
def approval_of(actor: Actor, todo: Todo) -> Approval | None:
    """Return what a to-do the actor has already been shown asks for, with its decision."""
    rows = Approval.objects.of(actor).filter(todo=todo)
    found: Approval | None = rows.select_related("decision", "todo__store").first()
    return found


def find_approval(actor: Actor, todo_id: int) -> Approval | None:
    """Return what a to-do of the group asks for, with its decision."""
    rows = Approval.objects.of(actor).filter(todo_id=todo_id)
    found: Approval | None = rows.select_related("decision").first()
    return found


@requires("todos.view")
def asked_of_me(actor: Actor, *, store_id: int | None = None) -> list[Approval]:
    """Return what waits for a decision that the actor may give, longest waiting first."""
    rights = {code: kind.deciding.right for code, kind in KINDS.items() if kind.deciding}
    kinds = [code for code, right in rights.items() if actor.may(right)]
    if not kinds:
        return []
    open_ones = todo_list(actor).filter(state=State.OPEN, kind__in=kinds)
    if store_id is not None:
        open_ones = open_ones.filter(store_id=store_id)
    rows = Approval.objects.of(actor).filter(todo__in=open_ones.order_by().values("pk"))
    rows = rows.exclude(asked_by_id=actor.user_id) if actor.user_id else rows
    return list(
        rows.select_related("todo__customer", "todo__store", "todo__owner").order_by("pk")
    )

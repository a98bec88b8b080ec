"""Lists of work."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from hebe.access.actor import Actor, requires
from hebe.access.ready import ready
from hebe.kernel import clock
from hebe.tenancy.models import GroupQuerySet
from hebe.todos.choices import State
from hebe.todos.models import Escalation, Todo
from hebe.todos.queries.reach import Rights, concerned, hers, rights_of


@requires("todos.view")
def todo_list(actor: Actor) -> GroupQuerySet:
    """Return the to-dos the actor may see.

    Her own and those of whom she stands in for, those of her stores that nobody has and she
    may take up, those escalated to her; with `todos.all` everybody's of her stores.
    """
    rows: GroupQuerySet = (
        Todo.objects.of(actor)
        .filter(concerned(actor))
        .annotate(is_escalated=Exists(_told(actor)))
        .select_related("customer", "owner", "store", "supervisor")
        .order_by("due_at", "pk")
    )
    return rows


def _told(actor: Actor) -> QuerySet[Any]:
    return Escalation.objects.of(actor).filter(todo=OuterRef("pk"))


@requires("todos.view")
def my_open(actor: Actor, *, limit: int = 50) -> list[Todo]:
    """Return the open work that waits for the actor, most urgent first.

    Her own, that of whom she stands in for, and what her rights or her post let her take up.
    """
    day, rights = clock.today(actor.zone), rights_of(actor.grants)
    return list(_open_of(actor, actor.user_id or 0, day, rights, limit))


@ready()
def _open_of(
    actor: Actor, user_id: int, day: date, rights: Rights, limit: int
) -> GroupQuerySet:
    rows = Todo.objects.of(actor).filter(hers(actor, user_id, day, rights), state=State.OPEN)
    return rows.select_related("customer", "store", "owner").order_by("due_at", "pk")[:limit]


@requires("todos.view")
def of_customer(actor: Actor, customer_id: int, *, limit: int = 50) -> list[Todo]:
    """Return the work about a customer that the actor may see, most urgent first."""
    return list(todo_list(actor).filter(customer_id=customer_id)[:limit])


@requires("todos.view")
def get_todo(actor: Actor, todo_id: int) -> Todo:
    """Return one to-do the actor may see; NotFound otherwise."""
    found: Todo = todo_list(actor).one(todo_id)
    return found

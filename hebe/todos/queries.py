"""Reads about work that waits."""

from django.db.models import Q

from hebe.access.actor import Actor, requires
from hebe.access.ready import ready
from hebe.tenancy.models import GroupQuerySet
from hebe.todos.choices import State
from hebe.todos.models import Notification, Todo


def _reach(actor: Actor) -> Q:
    mine = Q(pk__in=())
    if actor.user_id is not None:
        mine |= Q(owner__user_id=actor.user_id)
        mine |= Q(supervisor__user_id=actor.user_id, escalated_at__isnull=False)
    mine |= Q(owner=None) & actor.scope("todos.view")
    return mine | actor.scope("todos.all") if actor.may("todos.all") else mine


@requires("todos.view")
def todo_list(actor: Actor) -> GroupQuerySet:
    """Return the to-dos the actor may see.

    Her own, those of her stores that nobody has, those escalated to her; with `todos.all`
    everybody's of her stores.
    """
    return (
        Todo.objects.of(actor)
        .filter(_reach(actor))
        .select_related("customer", "owner", "store", "supervisor")
        .order_by("due_at", "pk")
    )


@requires("todos.view")
def my_open(actor: Actor, *, limit: int = 50) -> list[Todo]:
    """Return the actor's own open work, most urgent first."""
    return list(_open_of(actor, actor.user_id or 0, limit))


@ready()
def _open_of(actor: Actor, user_id: int, limit: int) -> GroupQuerySet:
    rows = Todo.objects.of(actor).filter(owner__user_id=user_id, state=State.OPEN)
    return rows.select_related("customer", "store").order_by("due_at", "pk")[:limit]


@requires("todos.view")
def of_customer(actor: Actor, customer_id: int, *, limit: int = 50) -> list[Todo]:
    """Return the work about a customer that the actor may see, most urgent first."""
    return list(todo_list(actor).filter(customer_id=customer_id)[:limit])


@requires("todos.view")
def get_todo(actor: Actor, todo_id: int) -> Todo:
    """Return one to-do the actor may see; NotFound otherwise."""
    found: Todo = todo_list(actor).one(todo_id)
    return found


def notifications(actor: Actor, *, limit: int = 30) -> list[Notification]:
    """Return the newest lines under the bell."""
    rows = Notification.objects.of(actor).filter(user_id=actor.user_id)
    return list(rows.order_by("-pk")[:limit])

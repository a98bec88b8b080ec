"""Reads about follow-ups."""

from typing import Any

from django.db.models import QuerySet

from hebe.access.actor import Actor, requires
from hebe.care.models import FollowUp, FollowUpStep
from hebe.tenancy.models import GroupQuerySet
from hebe.todos.models import Todo
from hebe.todos.queries import todo_list


@requires("care.view")
def follow_ups(actor: Actor) -> GroupQuerySet:
    """Return the follow-ups whose to-do the actor may see, soonest first."""
    return (
        FollowUp.objects.of(actor)
        .filter(todo__in=todo_list(actor).order_by().values("pk"))
        .select_related("todo__owner", "todo__store", "customer", "step", "treatment__item")
        .order_by("todo__due_at", "pk")
    )


@requires("care.view")
def get_follow_up(actor: Actor, follow_up_id: int) -> FollowUp:
    """Return one follow-up the actor may see."""
    found: FollowUp = follow_ups(actor).one(follow_up_id)
    return found


@requires("care.view")
def follow_up_of(actor: Actor, todo: Todo) -> FollowUp | None:
    """Return the follow-up that a to-do the actor has already been shown stands for."""
    found: FollowUp | None = FollowUp.objects.of(actor).filter(todo=todo).first()
    return found


@requires("care.view")
def of_customer(actor: Actor, customer_id: int, *, limit: int = 20) -> list[FollowUp]:
    """Return a customer's follow-ups, newest first."""
    rows = FollowUp.objects.of(actor).filter(customer_id=customer_id)
    rows = rows.select_related("todo__owner", "todo__done_by", "step", "treatment__item")
    return list(rows.order_by("-todo__due_at")[:limit])


def steps_for(actor: Actor, item_id: int | None) -> list[FollowUpStep]:
    """Return the steps of an item, or the group's general ones when it has none of its own."""
    steps = FollowUpStep.objects.of(actor).filter(is_active=True).order_by("day")
    own = list(steps.filter(item_id=item_id))
    return own if own or item_id is None else list(steps.filter(item=None))


@requires("care.view")
def all_steps(actor: Actor) -> QuerySet[Any]:
    """Return every step in use, by item and day."""
    rows = FollowUpStep.objects.of(actor).filter(is_active=True)
    return rows.select_related("item").order_by("item_id", "day")

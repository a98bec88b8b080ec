"""Reads about follow-ups."""

from typing import Any

from django.db.models import Q, QuerySet

from hebe.access.actor import Actor, requires
from hebe.care.models import FollowUp, FollowUpStep
from hebe.kernel.errors import NotFound


@requires("care.view")
def follow_ups(actor: Actor) -> QuerySet[Any]:
    """Return the follow-ups the actor may see, soonest first."""
    mine = Q(todo__owner__user_id=actor.user_id)
    reach = actor.scope("todos.all", store="todo__store_id") if actor.may("todos.all") else mine
    return (
        FollowUp.objects.of(actor)
        .filter(mine | reach)
        .select_related("todo__owner", "todo__store", "customer", "step", "treatment__item")
        .order_by("todo__due_at", "pk")
    )


@requires("care.view")
def get_follow_up(actor: Actor, follow_up_id: int) -> FollowUp:
    """Return one follow-up the actor may see."""
    found: FollowUp | None = follow_ups(actor).filter(pk=follow_up_id).first()
    if found is None:
        raise NotFound
    return found


@requires("care.view")
def of_customer(actor: Actor, customer_id: int, *, limit: int = 20) -> list[FollowUp]:
    """Return a customer's follow-ups, newest first."""
    rows = FollowUp.objects.of(actor).filter(customer_id=customer_id)
    rows = rows.select_related("todo__owner", "todo__done_by", "step", "treatment__item")
    return list(rows.order_by("-todo__due_at")[:limit])


def steps_for(actor: Actor, item_id: int | None) -> list[FollowUpStep]:
    """Return the steps of an item, or the group's general ones when it has none of its own."""
    own = list(FollowUpStep.objects.of(actor).filter(item_id=item_id).order_by("day"))
    if own or item_id is None:
        return own
    return list(FollowUpStep.objects.of(actor).filter(item=None).order_by("day"))


@requires("care.view")
def all_steps(actor: Actor) -> QuerySet[Any]:
    """Return every step, general ones first."""
    return FollowUpStep.objects.of(actor).select_related("item").order_by("item_id", "day")

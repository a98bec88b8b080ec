"""How much each role may take off, and what waits for a decision."""

from typing import Any, NamedTuple

from django.db.models import Q

from hebe.access.actor import Actor, requires
from hebe.access.models import Assignment, Role
from hebe.billing import rules
from hebe.billing.choices import LIMITS
from hebe.billing.models import DiscountLimit, DiscountRequest, Order, OrderLine
from hebe.todos.choices import State


class RoleLimit(NamedTuple):
    """A role, and how many per cent off the list it may give of its own accord."""

    role: Role
    percent: int


def limit_of(actor: Actor, store_id: int) -> int:
    """Return how many per cent off the list the actor may give at a store: her best role's.

    Jobs and the command line have no role: all where they may decide, else nothing.
    """
    if actor.user_id is None:
        return 100 if actor.may("billing.discount", store_id) else 0
    rows = Assignment.objects.of(actor).filter(
        Q(store=None) | Q(store_id=store_id), user_id=actor.user_id
    )
    roles = dict(rows.values_list("role_id", "role__code"))
    own = DiscountLimit.objects.of(actor).filter(role_id__in=roles)
    set_by_group = dict(own.values_list("role_id", "percent"))
    percents = (set_by_group.get(pk, LIMITS.get(code, 0)) for pk, code in roles.items())
    return max(percents, default=0)


def is_beyond(actor: Actor, store_id: int, asked: dict[str, Any]) -> bool:
    """Say whether what was asked is more than the actor may give at a store herself."""
    percent = limit_of(actor, store_id)
    return not rules.is_within(percent, asked["list_fen"], asked["price_fen"])


@requires("billing.limits")
def discount_limits(actor: Actor) -> list[RoleLimit]:
    """Return every role with its limit, built-in ones first; two queries."""
    own = dict(DiscountLimit.objects.of(actor).values_list("role_id", "percent"))
    roles = Role.objects.of(actor).order_by("-is_builtin", "pk")
    return [RoleLimit(r, own.get(r.pk, LIMITS.get(r.code, 0))) for r in roles]


def pending_discounts(actor: Actor, order: Order) -> list[DiscountRequest]:
    """Return what waits for a decision on an order the actor has already been shown."""
    rows = DiscountRequest.objects.of(actor).filter(
        line__order=order, approval__todo__state=State.OPEN
    )
    return list(rows.select_related("line", "approval__todo__owner").order_by("pk"))


@requires("billing.view")
def line_asked_for(actor: Actor, approval_id: int) -> OrderLine | None:
    """Return the line whose price an approval the actor has been shown is about."""
    rows = DiscountRequest.objects.of(actor).filter(approval_id=approval_id)
    found = rows.select_related("line__order__customer", "line__order__store").first()
    return found.line if found else None

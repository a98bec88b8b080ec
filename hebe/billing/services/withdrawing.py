"""Call off what was asked for once it no longer fits the order."""

from collections.abc import Iterable

from hebe.access.actor import Actor
from hebe.billing.models import DiscountRequest, Order, OrderLine
from hebe.todos.choices import State
from hebe.todos.models import Todo
from hebe.todos.services import call_off


def withdraw_asked(actor: Actor, lines: Iterable[OrderLine], why: str) -> None:
    """Withdraw the open requests of these lines; their order must be locked."""
    asked = DiscountRequest.objects.of(actor).filter(line__in=[line.pk for line in lines])
    keys = asked.values("approval__todo_id")
    rows = Todo.objects.of(actor).locked().filter(pk__in=keys, state=State.OPEN)
    for todo in rows.select_related("owner"):
        call_off(actor, todo, why)


def has_pending(order: Order) -> bool:
    """Say whether a discount on a locked order still waits for a decision."""
    rows = DiscountRequest.objects.of(order).filter(line__order=order)
    return bool(rows.filter(approval__todo__state=State.OPEN).exists())

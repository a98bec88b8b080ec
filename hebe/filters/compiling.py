"""Trees as SQL."""

from functools import reduce
from operator import and_, or_

from django.db.models import Q

from hebe.access.actor import Actor
from hebe.filters.registry import Models
from hebe.filters.tree import Condition, Group, Node, Opposite, Part, checked


def compiled(actor: Actor, model: Models, node: Node | None) -> Q:
    """Return a tree as a condition on a model's rows; None lets everything through.

    It narrows rows that the actor has been given, and finds each at most once: what hangs on
    other tables is asked by subquery. Raises FilterUnfit naming the place in the tree.
    """
    return Q() if node is None else _sql(actor, checked(actor, model, node))


def _sql(actor: Actor, part: Part) -> Q:
    if isinstance(part, Condition):
        return part.field.build(actor, part.op, part.value)
    if isinstance(part, Opposite):
        return ~_sql(actor, part.part)
    return _joined(actor, part)


def _joined(actor: Actor, group: Group) -> Q:
    return reduce(
        and_ if group.word == "all" else or_, [_sql(actor, part) for part in group.parts]
    )

"""Trees of conditions, read and checked; what does not fit is refused by its place."""

import json
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hebe.access.actor import Actor
from hebe.filters.errors import FilterUnfit
from hebe.filters.kinds import BARE
from hebe.filters.registry import Field, Models, find_field
from hebe.filters.values import read

Node = dict[str, Any]
DEEPEST = 4
MOST = 40
PARTS = {"field", "op", "value"}  # of a condition
LONGEST = 20_000  # letters of JSON


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing asked; `raw` is the value as it was written, `value` in its type."""

    field: Field
    op: str
    value: Any
    raw: Any


@dataclass(frozen=True, slots=True)
class Group:
    """Conditions that hold together ("all") or one for the others ("any")."""

    word: str
    parts: tuple["Part", ...]


@dataclass(frozen=True, slots=True)
class Opposite:
    """What holds where its part does not."""

    part: "Part"


Part = Condition | Group | Opposite


def parsed(text: str, place: str = "filter") -> Node | None:
    """Return the tree that a text of JSON holds, None for an empty text; or refuse it."""
    if not text:
        return None
    try:
        node = json.loads(text) if len(text) <= LONGEST else None
    except (ValueError, RecursionError) as error:
        raise FilterUnfit(place) from error
    if not isinstance(node, dict):
        raise FilterUnfit(place)
    return node


def checked(actor: Actor, model: Models, node: object) -> Part:
    """Return a tree with its fields and values, or raise FilterUnfit naming the place."""
    _count(node)
    return _part(actor, model, node, "filter", DEEPEST)


def _count(node: object, depth: int = 4 * DEEPEST) -> int:
    """Return how many groups and conditions a tree holds; too deep or too many is refused."""
    if depth < 0:
        raise FilterUnfit
    count = 0
    if isinstance(node, dict):
        count = 1 + sum(_count(child, depth - 1) for child in node.values())
    elif isinstance(node, list):
        count = sum(_count(child, depth - 1) for child in node)
    if count > MOST:
        raise FilterUnfit(message=gettext_lazy("A filter holds at most 40 conditions."))
    return count


def _part(actor: Actor, model: Models, node: object, place: str, depth: int) -> Part:
    if not isinstance(node, dict) or depth < 0:
        raise FilterUnfit(place)
    for word in ("all", "any"):
        if word in node:
            return _group(actor, model, node, word, place, depth)
    if "not" in node:
        _alone(node, "not", place)
        return Opposite(_part(actor, model, node["not"], f"{place}.not", depth - 1))
    return _condition(actor, model, node, place)


def _group(actor: Actor, model: Models, node: Node, word: str, place: str, depth: int) -> Group:
    _alone(node, word, place)
    children, here = node[word], f"{place}.{word}"
    if not isinstance(children, list):
        raise FilterUnfit(here)
    if not children:
        raise FilterUnfit(here, gettext_lazy("A group needs at least one condition."))
    parts = (
        _part(actor, model, child, f"{here}[{at}]", depth - 1)
        for at, child in enumerate(children)
    )
    return Group(word, tuple(parts))


def _alone(node: Node, word: str, place: str) -> None:
    if set(node) != {word}:
        raise FilterUnfit(place)


def _condition(actor: Actor, model: Models, node: Node, place: str) -> Condition:
    if unknown_parts := set(node) - PARTS:
        raise FilterUnfit(f"{place}.{min(unknown_parts)}")
    field = find_field(actor, model, str(node.get("field")))
    if field is None:
        unknown = gettext_lazy("There is no such field to filter by.")
        raise FilterUnfit(f"{place}.field", unknown)
    op, raw = str(node.get("op")), node.get("value")
    if op not in field.ops:
        message = _("“%(field)s” cannot be asked this way.") % {"field": field.label}
        raise FilterUnfit(f"{place}.op", message)
    if op in BARE:
        return Condition(field, op, None, None)
    try:
        return Condition(field, op, read(actor, field, op, raw), raw)
    except ValueError as error:
        message = _("“%(field)s” needs another value.") % {"field": field.label}
        raise FilterUnfit(f"{place}.value", message) from error

"""Trees as people say them."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hebe.access.actor import Actor
from hebe.filters.days import NAMED
from hebe.filters.kinds import BARE, OPS
from hebe.filters.registry import Models
from hebe.filters.tree import Condition, Group, Node, Opposite, Part, checked


def sentence(actor: Actor, model: Models, node: Node) -> str:
    """Return a whole tree in words."""
    return _said(actor, checked(actor, model, node), outer=True)


def described(actor: Actor, model: Models, node: Node) -> list[str]:
    """Return the conditions of a tree's first level in words, for the chips above a list."""
    part = checked(actor, model, node)
    parts = part.parts if isinstance(part, Group) else (part,)
    return [_said(actor, one) for one in parts]


def _said(actor: Actor, part: Part, *, outer: bool = False) -> str:
    if isinstance(part, Opposite):
        inner = _said(actor, part.part, outer=True)
        return _("not (%(condition)s)") % {"condition": inner}
    if isinstance(part, Condition):
        return _condition(actor, part)
    joint = pgettext("filter", "and") if part.word == "all" else pgettext("filter", "or")
    joined = f" {joint} ".join(_said(actor, one) for one in part.parts)
    return joined if outer or len(part.parts) == 1 else f"({joined})"


def _condition(actor: Actor, part: Condition) -> str:
    if part.field.kind == "flag":
        is_so = part.op == "yes"
        said = str(part.field.label)
        return said if is_so else _("not (%(condition)s)") % {"condition": said}
    words = (str(part.field.label), str(OPS[part.op]), _value(actor, part))
    return " ".join(word for word in words if word)


def _value(actor: Actor, part: Condition) -> str:
    if part.op in BARE:
        return ""
    values: list[Any] = part.raw if isinstance(part.raw, list) else [part.raw]
    if part.field.choices is not None:
        names = {str(key): str(label) for key, label in part.field.choices(actor)}
        joint = pgettext("filter list", ", ")
        return joint.join(names.get(str(value), str(value)) for value in values)
    if part.field.kind == "money":
        return "–".join(f"¥{value}" for value in values)
    if part.op.endswith("_days"):
        return _("%(days)s days") % {"days": values[0]}
    if part.field.kind in {"text", "exact", "search"}:
        return _("“%(text)s”") % {"text": values[0]}
    return "–".join(str(NAMED.get(value, value)) for value in values)

"""Trees of conditions: checked, compiled, and said in words."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from hebe.access.actor import Actor
from hebe.kernel.errors import Invalid, Text

Node = dict[str, Any]
Build = Callable[[Actor, str, Any], Q]
Choices = Callable[[Actor], Iterable[tuple[Any, Text]]]
DEEPEST = 4
MOST = 40

OPS: dict[str, Text] = {
    "is": pgettext_lazy("filter", "is"),
    "is_not": pgettext_lazy("filter", "is not"),
    "any": pgettext_lazy("filter", "has any of"),
    "all": pgettext_lazy("filter", "has all of"),
    "none": pgettext_lazy("filter", "has none of"),
    "at_least": pgettext_lazy("filter", "at least"),
    "at_most": pgettext_lazy("filter", "at most"),
    "between": pgettext_lazy("filter", "between"),
    "before_days": pgettext_lazy("filter", "longer ago than"),
    "within_days": pgettext_lazy("filter", "within the last"),
    "on_or_after": pgettext_lazy("filter", "from"),
    "on_or_before": pgettext_lazy("filter", "until"),
    "never": pgettext_lazy("filter", "never"),
    "yes": pgettext_lazy("filter", "yes"),
    "no": pgettext_lazy("filter", "no"),
    "contains": pgettext_lazy("filter", "contains"),
}
BARE = {"never", "yes", "no"}
OF_KIND: dict[str, tuple[str, ...]] = {
    "choice": ("is", "is_not"),
    "tags": ("any", "all", "none"),
    "number": ("at_least", "at_most", "between"),
    "money": ("at_least", "at_most", "between"),
    "day": ("before_days", "within_days", "on_or_after", "on_or_before", "never"),
    "flag": ("yes", "no"),
    "text": ("contains",),
}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to filter by: its name, its kind of value, and how it becomes SQL.

    `kind` is a key of `OF_KIND`. `right` names the field right needed to use it.
    """

    code: str
    label: Text
    kind: str
    build: Build
    choices: Choices | None = None
    right: str = ""

    @property
    def ops(self) -> tuple[str, ...]:
        """Return the operators that make sense for it."""
        return OF_KIND[self.kind]


FIELDS: dict[str, Field] = {}


def register(*fields: Field) -> None:
    """Add fields to the language; higher apps call it from their `ready`."""
    for field in fields:
        FIELDS[field.code] = field


def fields_for(actor: Actor) -> list[Field]:
    """Return the fields that an actor may filter by."""
    return [f for f in FIELDS.values() if not f.right or actor.may(f.right)]


UNREADABLE = gettext_lazy("This filter cannot be read.")


def _refuse(message: Text = UNREADABLE) -> Invalid:
    return Invalid("filter", message)


def compiled(actor: Actor, node: Node) -> Q:
    """Return the tree as SQL, or raise Invalid saying what does not make sense."""
    if _size(node) > MOST:
        raise _refuse(gettext_lazy("A filter holds at most 40 conditions."))
    return _compile(actor, node, DEEPEST)


def _size(node: object, depth: int = 4 * DEEPEST) -> int:
    """Return how many groups and conditions a tree holds; one too deep to walk is refused."""
    if depth < 0:
        raise _refuse()
    if isinstance(node, dict):
        return 1 + sum(_size(child, depth - 1) for child in node.values())
    return sum(_size(child, depth - 1) for child in node) if isinstance(node, list) else 0


def _compile(actor: Actor, node: Any, depth: int) -> Q:
    if not isinstance(node, dict) or depth < 0:
        raise _refuse()
    if "all" in node or "any" in node:
        return _group(actor, node, depth)
    if "not" in node:
        return ~_compile(actor, node["not"], depth - 1)
    field, op, value = _condition(actor, node)
    return field.build(actor, op, value)


def _group(actor: Actor, node: Node, depth: int) -> Q:
    word = "all" if "all" in node else "any"
    children = node[word]
    if not isinstance(children, list):
        raise _refuse()
    found = [_compile(actor, child, depth - 1) for child in children]
    whole = Q()
    for part in found:
        whole = whole & part if word == "all" else whole | part
    return whole


def _condition(actor: Actor, node: Node) -> tuple[Field, str, Any]:
    field = FIELDS.get(str(node.get("field")))
    if field is None or (field.right and not actor.may(field.right)):
        raise _refuse(gettext_lazy("There is no such field to filter by."))
    op = str(node.get("op"))
    if op not in field.ops:
        raise _refuse()
    return field, op, None if op in BARE else read(actor, field, op, node.get("value"))


def read(actor: Actor, field: Field, op: str, raw: Any) -> Any:
    """Return a condition's value in its type, or raise Invalid."""
    try:
        return READERS[field.kind](actor, field, op, raw)
    except (TypeError, ValueError, AttributeError) as error:
        message = _("“%(field)s” needs another value.") % {"field": field.label}
        raise _refuse(message) from error


READERS: dict[str, Callable[[Actor, Field, str, Any], Any]] = {}


def described(actor: Actor, node: Node) -> list[str]:
    """Return the conditions of a tree's first level in words, for the chips above a list."""
    children = node.get("all") if "all" in node else [node]
    return [_said(actor, child) for child in children or []]


def _said(actor: Actor, node: Node) -> str:
    for word, joint in (("all", pgettext("filter", "and")), ("any", pgettext("filter", "or"))):
        if word in node:
            return f" {joint} ".join(_said(actor, child) for child in node[word])
    if "not" in node:
        return _("not (%(condition)s)") % {"condition": _said(actor, node["not"])}
    field, op, _value = _condition(actor, node)
    return f"{field.label} {OPS[op]} {_value_said(actor, field, op, node.get('value'))}".strip()


def _value_said(actor: Actor, field: Field, op: str, raw: Any) -> str:
    if op in BARE:
        return ""
    values = raw if isinstance(raw, list) else [raw]
    if field.choices is not None:
        names = {str(key): str(label) for key, label in field.choices(actor)}
        return "、".join(names.get(str(value), str(value)) for value in values)
    if field.kind == "money":
        return "–".join(f"¥{value}" for value in values)
    if op.endswith("_days"):
        return _("%(days)s days") % {"days": values[0]}
    return "–".join(str(value) for value in values)

"""The filters of a list's own bar: each is one condition of the filter language, by address."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from hebe.access.actor import Actor
from hebe.filters import Field, FilterUnfit, Node
from hebe.filters.registry import Models, find_field
from hebe.kernel.errors import Text

# What each end of a stretch is typed into, and how it is asked: both ends, from, to.
STRETCHES = {
    "days": ("date", "between", "on_or_after", "on_or_before"),
    "number": ("number", "between", "at_least", "at_most"),
    "money": ("number", "between", "at_least", "at_most"),
}
TREE = "where"  # the name under which an address carries a whole tree


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: text, choice or hidden (set by links of the page alone), or a stretch.

    It asks the field `field` (its `key`, where not named) of the list's rows. A choice of a
    yes-or-no field has `choices` of its own, and `ops` says which value means what.
    Stretches are `days`, `number` and `money` (typed in yuan, kept in fen); they read
    `key_from` and `key_to`, and either end may stay open.
    """

    key: str
    label: Text
    kind: str = "choice"
    field: str = ""
    choices: Sequence[tuple[str, Text]] | Callable[[Actor], Sequence[tuple[str, Text]]] = ()
    ops: tuple[tuple[str, str], ...] = ()

    def asked(self, actor: Actor, model: Models) -> Field:
        """Return the field it asks."""
        found = find_field(actor, model, self.field or self.key)
        if found is None:
            raise FilterUnfit(self.key)
        return found

    def options(self, actor: Actor, model: Models) -> Sequence[tuple[str, Text]]:
        """Return what can be chosen."""
        if self.kind != "choice":
            return ()
        if self.choices:
            return self.choices(actor) if callable(self.choices) else self.choices
        offered = self.asked(actor, model).choices
        return [(str(key), label) for key, label in offered(actor)] if offered else ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names under which an address carries it."""
        if self.kind in STRETCHES:
            return f"{self.key}_from", f"{self.key}_to"
        return (self.key,)

    @property
    def box(self) -> str:
        """Return what kind of box each end of a stretch is typed into, or ""."""
        return STRETCHES[self.kind][0] if self.kind in STRETCHES else ""

    def given(self, query: QueryDict) -> list[str]:
        """Return what an address says, one text per name."""
        return [query.get(name, "").strip() for name in self.names]

    def words(self, query: QueryDict, actor: Actor, model: Models) -> str:
        """Return its value as people say it."""
        given = self.given(query)
        if self.kind == "hidden":
            return str(self.label)
        if not self.box:
            return str(dict(self.options(actor, model)).get(given[0], given[0]))
        sign = "¥" if self.kind == "money" else ""
        first, last = (f"{sign}{value}" if value else "" for value in given)
        return f"{first} – {last}" if first and last else f"≥ {first}" if first else f"≤ {last}"

    def condition(self, query: QueryDict, actor: Actor, model: Models) -> Node:
        """Return what an address asks of it, as a condition of the language."""
        given = self.given(query)
        asked = self.asked(actor, model)
        if self.kind in STRETCHES:
            return {"field": asked.code} | _stretch(self.kind, *given)
        if self.ops or asked.kind == "flag":
            op = dict(self.ops).get(given[0]) if self.ops else "yes"
            return {"field": asked.code, "op": op}
        op = "is" if "is" in asked.ops else asked.ops[0]
        return {"field": asked.code, "op": op, "value": _value(asked, given[0])}


def _stretch(kind: str, first: str, last: str) -> Node:
    _box, both, since, until = STRETCHES[kind]
    if first and last:
        return {"op": both, "value": [first, last]}
    return {"op": since, "value": first} if first else {"op": until, "value": last}


def _value(asked: Field, given: str) -> Any:
    return [given] if asked.choices else given[:100]

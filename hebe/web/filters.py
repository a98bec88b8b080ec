"""What narrows a list: text, a choice, a day, or a stretch from one value to another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict

from hebe.access.actor import Actor
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, Text

STRETCHES = {"days": "date", "moments": "date", "number": "number", "money": "number"}
GREATEST = 10**13


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter: text, choice, date or hidden (set by links of the page alone), or a stretch.

    `lookup` is a Django lookup, or `apply` does the work. Stretches are `days` (a date field),
    `moments` (an instant, by the days of the store), `number` and `money` (typed in yuan, kept
    in fen); they read `key_from` and `key_to`, and either end may stay open.
    """

    key: str
    label: Text
    kind: str = "choice"
    choices: Sequence[tuple[str, Text]] | Callable[[Actor], Sequence[tuple[str, Text]]] = ()
    lookup: str = ""
    apply: Callable[[QuerySet[Any], str, Actor], QuerySet[Any]] | None = None

    def options(self, actor: Actor) -> Sequence[tuple[str, Text]]:
        """Return what can be chosen."""
        return self.choices(actor) if callable(self.choices) else self.choices

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names under which an address carries it."""
        if self.kind in STRETCHES:
            return f"{self.key}_from", f"{self.key}_to"
        return (self.key,)

    @property
    def box(self) -> str:
        """Return what kind of box each end of a stretch is typed into, or ""."""
        return STRETCHES.get(self.kind, "")

    def given(self, query: QueryDict) -> list[str]:
        """Return what an address says, one text per name."""
        return [query.get(name, "").strip() for name in self.names]

    def words(self, query: QueryDict, actor: Actor) -> str:
        """Return its value as people say it."""
        given = self.given(query)
        if self.kind == "hidden":
            return str(self.label)
        if not self.box:
            return str(dict(self.options(actor)).get(given[0], given[0]))
        sign = "¥" if self.kind == "money" else ""
        first, last = (f"{sign}{value}" if value else "" for value in given)
        return f"{first} – {last}" if first and last else f"≥ {first}" if first else f"≤ {last}"

    def narrow(self, rows: QuerySet[Any], query: QueryDict, actor: Actor) -> QuerySet[Any]:
        """Return the rows it lets through; Invalid when what was asked cannot be."""
        given = self.given(query)
        if self.box:
            return _within(self, rows, given, actor)
        return _fitting(self, rows, given[0], actor)


def _fitting(entry: Filter, rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    if entry.kind == "date":
        _day(entry, value)
    if entry.kind == "choice" and value not in {str(k) for k, _label in entry.options(actor)}:
        raise Invalid(entry.key)
    if entry.apply is not None:
        return entry.apply(rows, value, actor)
    return rows.filter(**{entry.lookup: value})


def _within(
    entry: Filter, rows: QuerySet[Any], given: list[str], actor: Actor
) -> QuerySet[Any]:
    first, last = given
    if first:
        rows = rows.filter(**{f"{entry.lookup}__gte": _end(entry, first, actor, 0)})
    if last:
        sign = "lt" if entry.kind == "moments" else "lte"
        rows = rows.filter(**{f"{entry.lookup}__{sign}": _end(entry, last, actor, 1)})
    return rows


def _end(entry: Filter, value: str, actor: Actor, side: int) -> Any:
    if entry.kind == "days":
        return _day(entry, value)
    if entry.kind == "moments":
        try:
            return clock.day_bounds(_day(entry, value), actor.zone)[side]
        except OverflowError as error:
            raise Invalid(entry.key) from error
    return _number(entry, value)


def _day(entry: Filter, value: str) -> date:
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise Invalid(entry.key) from error


def _number(entry: Filter, value: str) -> int:
    try:
        number = Decimal(value.replace(",", "")) * (100 if entry.kind == "money" else 1)
    except InvalidOperation as error:
        raise Invalid(entry.key) from error
    if not number.is_finite() or abs(number) > GREATEST:
        raise Invalid(entry.key)
    return int(number)

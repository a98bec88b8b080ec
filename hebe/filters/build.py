"""How the usual columns become SQL, for the apps that register fields."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Q, QuerySet

from hebe.access.actor import Actor
from hebe.filters.registry import Build, Choices
from hebe.kernel import clock


def chosen(path: str) -> Build:
    """Filter a column by choices; `empty` are rows without a value."""

    def build(_actor: Actor, op: str, value: Any) -> Q:
        if op in {"filled", "empty"}:
            return _lacking(path, lacks=op == "empty")
        inside = Q(**{f"{path}__in": value})
        return ~inside if op == "is_not" else inside

    return build


def _lacking(path: str, *, lacks: bool) -> Q:
    missing = Q(**{f"{path}__isnull": True})
    if not path.endswith("_id"):
        missing |= Q(**{path: ""})
    return missing if lacks else ~missing


def ranged(path: str) -> Build:
    """Filter a column by least and most."""

    def build(_actor: Actor, op: str, value: Any) -> Q:
        if op == "between":
            return Q(**{f"{path}__gte": value[0], f"{path}__lte": value[1]})
        return Q(**{f"{path}__{'gte' if op == 'at_least' else 'lte'}": value})

    return build


@dataclass(frozen=True, slots=True)
class ByDay:
    """Filter a date column, or an instant by its day where the actor is."""

    path: str
    instant: bool = False

    def __call__(self, actor: Actor, op: str, value: Any) -> Q:
        """Return the rows whose day lies in the stretch."""
        if op in {"never", "known"}:
            return Q(**{f"{self.path}__isnull": op == "never"})
        first, last = value
        found = Q()
        if first is not None:
            found &= Q(**{f"{self.path}__gte": self._edge(actor, first, end=False)})
        if last is not None:
            sign = "lt" if self.instant else "lte"
            found &= Q(**{f"{self.path}__{sign}": self._edge(actor, last, end=True)})
        return found

    def _edge(self, actor: Actor, day: date, *, end: bool) -> Any:
        return clock.day_bounds(day, actor.zone)[end] if self.instant else day

    def of(self, rows: Any, row: str) -> Build:
        """Ask it of what hangs on a row: one of `rows(actor)`, by its key `row`."""

        def build(actor: Actor, op: str, value: Any) -> Q:
            asked = Q() if op in {"never", "known"} else self(actor, op, value)
            there = Q(pk__in=rows(actor).filter(asked).order_by().values(row))
            return ~there if op == "never" else there

        return build


def by_day(path: str, *, instant: bool = False) -> ByDay:
    """Filter a date column, or an instant by its day where the actor is."""
    return ByDay(path, instant)


def containing(path: str) -> Build:
    """Filter a readable text by a part of it."""
    return lambda _actor, _op, value: Q(**{f"{path}__icontains": value})


def worded(*paths: str) -> Build:
    """Filter readable texts by words, each a part of one of them, in any order."""

    def build(_actor: Actor, _op: str, value: Any) -> Q:
        found = Q()
        for word in value.split()[:5]:
            found &= reduce(or_, [Q(**{f"{path}__icontains": word}) for path in paths])
        return found

    return build


def exactly(path: str, *, upper: bool = False) -> Build:
    """Filter a readable text by all of it."""

    def build(_actor: Actor, op: str, value: Any) -> Q:
        if op in {"filled", "empty"}:
            return Q(**{path: ""}) if op == "empty" else ~Q(**{path: ""})
        said = Q(**{path: value.upper() if upper else value})
        return ~said if op == "is_not" else said

    return build


def flagged(yes: Q) -> Build:
    """Filter by a condition that holds or does not."""
    return lambda _actor, op, _value: yes if op == "yes" else ~yes


def marked(marks: Any, row: str, mark: str) -> Build:
    """Filter by marks on a row: `marks(actor)` are they, `row` and `mark` their keys."""

    def build(actor: Actor, op: str, value: Any) -> Q:
        hung: QuerySet[Any] = marks(actor).filter(**{f"{mark}__in": value}).order_by()
        if op == "all":
            counted = hung.values(row).annotate(n=Count(mark, distinct=True))
            return Q(pk__in=counted.filter(n=len(set(value))).values(row))
        inside = Q(pk__in=hung.values(row))
        return ~inside if op == "none" else inside

    return build


def held(rows: Any, row: str, wanted: Q = Q()) -> Build:  # noqa: B008
    """Filter by whether something of a kind hangs on a row."""

    def build(actor: Actor, op: str, _value: Any) -> Q:
        those = Q(pk__in=rows(actor).filter(wanted).order_by().values(row))
        return those if op == "yes" else ~those

    return build


def rows_of(model: Any, **only: Any) -> Choices:
    """Offer the group's rows of a model by name."""
    return lambda actor: (
        (row.pk, row.name) for row in model.objects.of(actor).filter(**only).order_by("name")
    )


def words_of(choices: Any) -> Choices:
    """Offer the choices of a column, without the empty one."""
    return lambda _actor: [pair for pair in choices.choices if pair[0]]

"""How the usual columns become SQL, for the apps that register fields."""

from datetime import date
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


def by_day(path: str, *, instant: bool = False) -> Build:
    """Filter a date column, or an instant by its day where the actor is."""

    def build(actor: Actor, op: str, value: Any) -> Q:
        if op in {"never", "known"}:
            return Q(**{f"{path}__isnull": op == "never"})
        first, last = value
        found = Q()
        if first is not None:
            found &= Q(**{f"{path}__gte": _edge(actor, first, end=False)})
        if last is not None:
            sign = "lt" if instant else "lte"
            found &= Q(**{f"{path}__{sign}": _edge(actor, last, end=True)})
        return found

    def _edge(actor: Actor, day: date, *, end: bool) -> Any:
        return clock.day_bounds(day, actor.zone)[end] if instant else day

    return build


def containing(path: str) -> Build:
    """Filter a readable text by a part of it."""
    return lambda _actor, _op, value: Q(**{f"{path}__icontains": value})


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


def rows_of(model: Any, **only: Any) -> Choices:
    """Offer the group's rows of a model by name."""
    return lambda actor: (
        (row.pk, row.name) for row in model.objects.of(actor).filter(**only).order_by("name")
    )


def words_of(choices: Any) -> Choices:
    """Offer the choices of a column, without the empty one."""
    return lambda _actor: [pair for pair in choices.choices if pair[0]]

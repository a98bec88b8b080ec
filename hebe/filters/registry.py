"""What the rows of each model can be filtered by, and for whom."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils.text import format_lazy

from hebe.access.actor import Actor
from hebe.filters.kinds import OF_KIND, UNLESS_ALWAYS
from hebe.kernel.errors import NotFound, Text

Build = Callable[[Actor, str, Any], Q]
Choices = Callable[[Actor], Iterable[tuple[Any, Text]]]
Models = type[Model]


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to filter by: its name, its kind of value, and how it becomes SQL.

    `kind` is a key of `OF_KIND`; `build` gets the actor, the operator and the value in its
    type (days as first and last day). `right` is what one must hold to use it: for everybody
    else it is not there; where `rows_by` names the right that reaches the rows, `right` must
    reach as far, since filtering by a value tells it. `always` says that no row goes without a
    value.
    """

    code: str
    label: Text
    kind: str
    build: Build
    choices: Choices | None = None
    right: str = ""
    rows_by: str = ""
    always: bool = False
    section: Text = ""

    @property
    def ops(self) -> tuple[str, ...]:
        """Return the operators that make sense for it."""
        left_out = UNLESS_ALWAYS if self.always else frozenset()
        return tuple(op for op in OF_KIND[self.kind] if op not in left_out)

    def is_for(self, actor: Actor) -> bool:
        """Say whether an actor may use it."""
        if not self.right:
            return True
        return actor.may_wherever(self.right, self.rows_by or self.right)


@dataclass(frozen=True, slots=True)
class Subject:
    """A list that can be filtered, as addresses name it.

    `permission` opens it; `rows` are those of it that an actor may see.
    """

    name: str
    model: Models
    permission: str
    rows: Callable[[Actor], QuerySet[Any]]


Provider = Callable[[Actor], Iterable[Field]]
FIELDS: dict[Models, dict[str, Field]] = {}
PROVIDERS: dict[Models, dict[str, Provider]] = {}
SUBJECTS: dict[str, Subject] = {}


def subject(
    name: str, model: Models, permission: str, rows: Callable[[Actor], QuerySet[Any]]
) -> None:
    """Name a list whose rows can be filtered."""
    SUBJECTS[name] = Subject(name, model, permission, rows)


def subject_named(actor: Actor, name: str) -> Subject:
    """Return a list by its name; NotFound for one that is not, or not this actor's to see."""
    found = SUBJECTS.get(name)
    if found is None or not actor.may(found.permission):
        raise NotFound
    return found


def register(model: Models, *fields: Field) -> None:
    """Add fields to a model's rows; any app may, also to a lower app's model."""
    FIELDS.setdefault(model, {}).update({field.code: field for field in fields})


def provide(model: Models, prefix: str, fields: Provider) -> None:
    """Add fields that differ from group to group; their codes begin with the prefix."""
    PROVIDERS.setdefault(model, {})[prefix] = fields


def borrow(
    model: Models,
    prefix: str,
    of: Models,
    label: Text,
    path: str,
    within: Callable[[Actor], QuerySet[Any]],
    right: str,
) -> None:
    """Filter a model's rows by the fields of another that they refer to through `path`.

    `within` are the other rows that the actor may see: whoever is beyond them matches nothing.
    """

    def fields(actor: Actor) -> Iterable[Field]:
        return [_borrowed(field) for field in fields_for(actor, of)] if actor.may(right) else ()

    def _borrowed(field: Field) -> Field:
        def build(actor: Actor, op: str, value: Any) -> Q:
            rows = within(actor).filter(field.build(actor, op, value))
            return Q(**{f"{path}__in": rows.order_by().values("pk")})

        return replace(
            field,
            code=f"{prefix}{field.code}",
            label=format_lazy("{} · {}", label, field.label),
            section=label,
            build=build,
        )

    provide(model, prefix, fields)


def fields_for(actor: Actor, model: Models) -> list[Field]:
    """Return the fields that an actor may filter a model's rows by."""
    own = [field for field in FIELDS.get(model, {}).values() if field.is_for(actor)]
    provided = [provider(actor) for provider in PROVIDERS.get(model, {}).values()]
    return own + [f for fields in provided for f in fields if f.is_for(actor)]


def find_field(actor: Actor, model: Models, code: str) -> Field | None:
    """Return one of them, or None: one that she may not use is as if it were not there."""
    found = FIELDS.get(model, {}).get(code)
    if found is None:
        provided = PROVIDERS.get(model, {}).items()
        offered = (f for prefix, of in provided if code.startswith(prefix) for f in of(actor))
        found = next((field for field in offered if field.code == code), None)
    return found if found is not None and found.is_for(actor) else None

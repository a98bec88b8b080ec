"""What a group asks of its own: sealed, so each field is asked as a whole, by keyed hash."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.customers.choices import OwnKind
from hebe.customers.models import Customer, OwnField, OwnValue
from hebe.customers.own import OwnProblem, read_own
from hebe.customers.queries.own import own_fields
from hebe.customers.tokens import own_digest
from hebe.filters import Field, provide
from hebe.filters.registry import Build

PREFIX = "own."


def _fields(actor: Actor) -> Iterable[Field]:
    """Return the fields in use that this reader may see."""
    return [_field(own) for own in own_fields(actor)] if actor.may("customers.view") else ()


def _field(own: OwnField) -> Field:
    is_choice = own.kind == OwnKind.CHOICE
    return Field(
        f"{PREFIX}{own.pk}",
        own.name,
        "choice" if is_choice else "exact",
        _asking(own),
        (lambda _actor: [(word, word) for word in own.options]) if is_choice else None,
        right="see.customers.own" if own.is_sensitive else "",
        rows_by="customers.view",
        section=_("own fields"),
    )


def _asking(own: OwnField) -> Build:
    def build(actor: Actor, op: str, value: Any) -> Q:
        said = OwnValue.objects.of(actor).filter(field_id=own.pk)
        if op in {"is", "is_not"}:
            words = value if isinstance(value, list) else [value]
            said = said.filter(digest__in=[own_digest(own.pk, _read(own, w)) for w in words])
        those = Q(pk__in=said.values("customer_id"))
        return ~those if op in {"is_not", "empty"} else those

    return build


def _read(own: OwnField, text: str) -> str:
    """Return a text as the field keeps it: 12.50 is 12.5; what it cannot hold stays itself."""
    value = read_own(own.kind, own.options, text)
    return text if isinstance(value, OwnProblem) else value


provide(Customer, PREFIX, _fields)

"""What items, products and bundles share: fill in, compare, tell."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.catalog.models import Bundle, Category, Item, Product
from hebe.catalog.services.needs import need_of
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid
from hebe.kernel.events import Event
from hebe.kernel.freshness import marks
from hebe.tenancy.models import next_number

MISSING = _("Please fill this in.")
OUT_OF_RANGE = _("This number is out of range.")

Row = Item | Product | Bundle
SERIES: dict[type[Row], str] = {Item: "XM", Product: "SP", Bundle: "TC"}


def fill(row: Row | Category, fields: Mapping[str, Any]) -> None:
    """Put in what was given, texts trimmed; Invalid names the first that does not fit."""
    for name, value in fields.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    for field in row._meta.concrete_fields:
        if field.name != "name_key":
            _refuse_unfit(field, getattr(row, field.attname))


def _refuse_unfit(field: Any, value: Any) -> None:
    known = {*dict(field.flatchoices), *([""] if field.blank else [])}
    if field.choices and value not in known:
        raise Invalid(field.name)
    if isinstance(value, str) and field.max_length and len(value) > field.max_length:
        raise Invalid(field.name, _("This text is too long."))


def marks_of(row: Row) -> str:
    """Return the marks that a form opened now carries along."""
    return marks(plain(row))


def plain(row: Row) -> dict[str, Any]:
    """Return what a row says, by column, in plain JSON; also lines and needs."""
    names = [f.attname for f in row._meta.concrete_fields]
    said = {n: _said(getattr(row, n)) for n in names if n not in {"id", "name_key"}}
    if isinstance(row, Bundle):
        said["lines"] = [[x.item_id, x.product_id, x.quantity] for x in row.lines.all()]
    if isinstance(row, Item):
        said["needs"] = [list(need_of(x)) for x in row.needed]
    return said


def _said(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def give_code(actor: Actor, row: Row) -> None:
    """Give a row without a code the next of its kind."""
    if not row.code:
        row.code = f"{SERIES[type(row)]}{next_number(actor, row._meta.label_lower):04d}"


def retire(actor: Actor, row: Row, event: Event) -> None:
    """Take a row off the offer and tell it, unless it is off already."""
    if row.is_active:
        row.is_active = False
        row.save(update_fields=["is_active"])
        publish(actor, event, subject=row)


def tell_changes(actor: Actor, event: Any, row: Row, before: dict[str, Any]) -> None:
    """Publish an event with what changed since `before`; nothing changed, nothing told."""
    after = plain(row)
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        publish(
            actor,
            event,
            subject=row,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )

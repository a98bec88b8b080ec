"""What a bundle holds, as a form field: rows of a thing and how many."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.catalog.models import Bundle, Item, Product
from hebe.catalog.queries import item_list, product_list
from hebe.catalog.services import Piece

ROWS = 4
COLUMNS = {"item": "item_id", "product": "product_id"}


class Choice(NamedTuple):
    """One thing that a bundle may hold."""

    key: str
    name: str
    fen: int


class PiecesInput(forms.Widget):
    """Reads the rows of a form: their things and quantities stand in two lists."""

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, _name: str) -> Any:
        """Return the rows as typed; those without a thing are no rows."""
        columns = (getattr(data, "getlist", data.get)(key) for key in ("thing", "quantity"))
        return [(key, many) for key, many in zip(*columns, strict=False) if key]


class PiecesField(forms.Field):
    """The rows, cleaned to pieces."""

    widget = PiecesInput

    def clean(self, value: Any) -> list[Piece]:
        """Return the pieces in their order."""
        return [_piece(key, many) for key, many in value]


def _piece(key: str, many: Any) -> Piece:
    kind, _dash, number = key.partition("-")
    count = str(many)
    if kind not in COLUMNS or not (number + count).isascii() or not (number + count).isdigit():
        raise forms.ValidationError(_("Check what the bundle holds and how many of it."))
    return Piece(quantity=int(count[:4]))._replace(**{COLUMNS[kind]: int(number[:18])})


def rows_of(bundle: Bundle) -> list[tuple[str, int]]:
    """Return what a bundle holds, as the rows of the form."""
    return [(_key(line.sold), line.quantity) for line in bundle.lines.all()]


def padded(rows: Iterable[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Return rows with empty ones after them, so that there is always one more to fill in."""
    kept = list(rows or ())
    return kept + [("", 1)] * max(1, ROWS - len(kept))


def choices(actor: Actor, bundle: Bundle | None) -> list[tuple[Any, list[Choice]]]:
    """Return the items and the products on offer, and what the bundle holds already."""
    held = [line.sold for line in bundle.lines.all()] if bundle else []
    gone = [thing for thing in held if not thing.is_active]
    shelves: list[tuple[Any, Iterable[Item | Product]]] = [
        (_("Items"), item_list(actor)),
        (_("Products"), product_list(actor)),
        (_("Not on offer"), gone),
    ]
    told = [(label, [_choice(thing) for thing in things]) for label, things in shelves]
    return [(label, found) for label, found in told if found]


def _choice(thing: Item | Product) -> Choice:
    return Choice(_key(thing), thing.name, thing.price_fen)


def _key(thing: Item | Product) -> str:
    return f"{'item' if isinstance(thing, Item) else 'product'}-{thing.pk}"

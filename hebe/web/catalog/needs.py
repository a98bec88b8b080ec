"""What an item takes, as a form field: rows of whom or what, how many, and when."""

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hebe.catalog.choices import NeedKind, Role, RoomType
from hebe.catalog.models import Item
from hebe.catalog.services import Need, need_of, usual_needs

COLUMNS = ("what", "device", "quantity", "from", "for", "choice")
NAMED = "named"
EMPTY = ("", "", "1", "", "", "")
ROWS = 3
Row = Sequence[str]


class NeedsInput(forms.Widget):
    """Reads the rows of a form, which stand in a list for each column."""

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> Any:
        """Return the rows as typed; those without a thing are no rows."""
        columns = [data.getlist(f"{name}-{column}") for column in COLUMNS]
        return [row for row in zip(*columns, strict=False) if row[0]]


class NeedsField(forms.Field):
    """The rows, cleaned to needs."""

    widget = NeedsInput

    def clean(self, value: Any) -> list[Need]:
        """Return the needs in their order."""
        return [_need(row) for row in value]


def _need(row: Row) -> Need:
    thing, device, quantity, first, length, choice = row
    kind, _dash, what = thing.partition("-")
    return Need(
        kind,
        device if kind == NeedKind.DEVICE else what,
        _number(quantity or "1"),
        _number(first or "0"),
        _number(length or "0"),
        choice == NAMED,
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) < 5):
        raise forms.ValidationError(_("Write quantities and minutes as whole numbers."))
    return int(text)


def rows_of(needs: Iterable[Need]) -> list[Row]:
    """Return needs as the rows of the form."""
    return [_row(need) for need in needs]


def _row(need: Need) -> Row:
    is_device = need.kind == NeedKind.DEVICE
    return (
        need.kind + "-" + ("" if is_device else need.what),
        need.what if is_device else "",
        str(need.quantity),
        str(need.from_minute or ""),
        str(need.for_minutes or ""),
        NAMED if need.is_named else "",
    )


def present(item: Item | None) -> list[Row]:
    """Return what an item takes, or what a new one usually takes, as the rows of the form."""
    if item is None:
        return rows_of(usual_needs(""))
    return rows_of(need_of(row) for row in item.needed)


def padded(rows: Iterable[Row]) -> list[Row]:
    """Return rows with empty ones after them, so that there is always one more to fill in."""
    kept = list(rows or ())
    return kept + [EMPTY] * max(1, ROWS - len(kept))


def choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return whom and what an item may take, in groups."""
    kinds: tuple[tuple[NeedKind, Any], ...] = (
        (NeedKind.PERSON, Role),
        (NeedKind.ROOM, RoomType),
    )
    groups = [
        (str(kind.label), [(f"{kind.value}-{what}", str(word)) for what, word in known.choices])
        for kind, known in kinds
    ]
    device = str(NeedKind.DEVICE.label)
    return [*groups, (device, [(f"{NeedKind.DEVICE.value}-", gettext("Device of this kind:"))])]


def worded(said: Sequence[Sequence[Any]]) -> str:
    """Return needs, as an item says them, in words."""
    labels = {key: label for _group, known in choices() for key, label in known}
    told = []
    for kind, what, quantity, *_rest in said:
        told.append(f"{labels.get(f'{kind}-{what}', what)} × {quantity}")
    return "; ".join(told)

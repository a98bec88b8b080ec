"""The cells of lists. They are functions: a page has hundreds, and a template for each is slow.

`bench` measures the pages; a list of 25 rows took twice as long with a template per cell.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.web.escaping import escaped, format_html
from hebe.web.markup import DASH, num

if TYPE_CHECKING:
    from hebe.web.tables import Column

Cell = Callable[[Any, Actor], object]


def field(path: str) -> Cell:
    """Return the cell that shows an attribute, such as `store.name`, or a dash."""

    def cell(row: Any, _actor: Actor) -> object:
        return _reached(row, path) or DASH

    return cell


def number(path: str) -> Cell:
    """Return the cell that shows an attribute in figures, or a dash."""

    def cell(row: Any, _actor: Actor) -> object:
        found = _reached(row, path)
        return num(found) if found else DASH

    return cell


def display(path: str) -> Cell:
    """Return the cell that shows the words of a choice."""
    words = attrgetter(f"get_{path}_display")

    def cell(row: Any, _actor: Actor) -> object:
        return words(row)()

    return cell


def _reached(row: Any, path: str) -> Any:
    for name in path.split("."):
        row = getattr(row, name, None)
    return row


def iso_day(moment: date | datetime) -> str:
    """Return the day of a moment at the actor's place, as 2026-11-22."""
    local = timezone.localtime(moment).date() if isinstance(moment, datetime) else moment
    return local.isoformat()


def lines(
    rows: Sequence[Any], columns: Sequence["Column"], actor: Actor, *, ticks: bool
) -> SafeString:
    """Return a list's rows; on a phone each cell says what it is by its label."""
    heads = [
        format_html(
            '<td{} data-label="{}">',
            format_html(' class="{}"', column.align) if column.align else "",
            column.label,
        )
        for column in columns
    ]
    shown = [(head, column.cell) for head, column in zip(heads, columns, strict=True)]
    made: list[str] = []
    for row in rows:
        made += ["<tr>", _tick(row) if ticks else ""]
        for head, cell in shown:
            made += [head, escaped(cell(row, actor)), "</td>"]
        made.append("</tr>")
    return mark_safe("".join(made))  # noqa: S308  every piece is markup or was escaped


def _tick(row: Any) -> SafeString:
    return format_html(
        '<td class="tick"><input type="checkbox" name="row" value="{}" aria-label="{}"></td>',
        row.pk,
        _("Select %(row)s") % {"row": row},
    )

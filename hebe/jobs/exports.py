"""Lists as workbooks: an app names columns and rows; one act starts, one job writes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from hebe.access.actor import Actor
from hebe.jobs.errors import UnknownJob
from hebe.jobs.events import ListExported
from hebe.jobs.models import Job
from hebe.jobs.services import start_job
from hebe.jobs.sheets import workbook
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid, Text

KIND = "export"
MOST = 100_000  # rows of a list in one file
PART = 1000
Columns = list[tuple[str, Callable[[Any], Any]]]
Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list as a workbook, for who holds `permission`.

    `columns` are those this actor may see. `rows` returns the rows of some keys within
    reach, in order; a row may come back as several lines.
    """

    key: str
    title: Text
    permission: str
    columns: Callable[[Actor], Columns]
    rows: Callable[[Actor, Sequence[int]], Iterable[Any]]


SHEETS: dict[str, Sheet] = {}


def offer_sheet(sheet: Sheet) -> None:
    """Make a list known to exports."""
    SHEETS[sheet.key] = sheet


def _sheet(actor: Actor, key: str) -> Sheet:
    if key not in SHEETS:
        raise UnknownJob
    actor.check(SHEETS[key].permission)
    return SHEETS[key]


@transaction.atomic
def start_export(actor: Actor, *, sheet: str, found: QuerySet[Any]) -> Job:
    """Start the job that writes these rows to a workbook; Invalid for none or over 100,000."""
    wanted = _sheet(actor, sheet)
    keys = list(found.order_by("pk").values_list("pk", flat=True)[: MOST + 1])
    if not keys:
        raise Invalid("row", _("Nothing matches this filter."))
    if len(keys) > MOST:
        raise Invalid("row", _("At most 100,000 rows in one file; narrow the filter."))
    title = _("Export: %(list)s (%(count)s)") % {
        "list": wanted.title,
        "count": f"{len(keys):,}",
    }
    given = {"sheet": sheet, "ids": keys}
    return start_job(
        actor, kind=KIND, title=title, arguments=given, permission=wanted.permission
    )


@transaction.atomic
def write_sheet(
    actor: Actor, *, sheet: str, keys: Sequence[int], progress: Progress = bool
) -> bytes:
    """Return an Excel file of these rows within reach, values as this actor sees them.

    `progress` is told how many rows are written. That it was done stays in the audit trail.
    """
    wanted = _sheet(actor, sheet)
    columns = wanted.columns(actor)
    lines = (
        [cell(row) for _label, cell in columns] for row in _rows(wanted, actor, keys, progress)
    )
    book = workbook([label for label, _cell in columns], lines, title=str(wanted.title))
    publish(actor, ListExported(sheet, len(keys)))
    return book


def _rows(sheet: Sheet, actor: Actor, keys: Sequence[int], progress: Progress) -> Iterable[Any]:
    for start in range(0, len(keys), PART):
        part = keys[start : start + PART]
        yield from sheet.rows(actor, part)
        progress(start + len(part))

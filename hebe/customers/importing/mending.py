"""Correct a list on its way in: its columns, and rows cell by cell; the file stays as it is."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.importing.checking import ask_check, outlook_on
from hebe.customers.importing.drafts import ImportStarted, StillReading, get_draft
from hebe.customers.importing.fixes import Fixes
from hebe.customers.importing.saved import save_mapping
from hebe.customers.legacy.dates import Calendar
from hebe.customers.legacy.fields import FIELDS
from hebe.customers.legacy.mapping import ColumnMapping
from hebe.customers.legacy.parsed import DECISION, OWN, SAME
from hebe.customers.legacy.rows import judge
from hebe.customers.legacy.tables import ALL
from hebe.customers.models import ImportDraft
from hebe.kernel import clock
from hebe.kernel.errors import Invalid

LONGEST = 200


def _changeable(actor: Actor, draft_id: int) -> ImportDraft:
    get_draft(actor, draft_id)
    draft: ImportDraft = (
        ImportDraft.objects.of(actor).locked().select_related("source").get(pk=draft_id)
    )
    if draft.job_id is not None:
        raise ImportStarted
    if not draft.mapping:
        raise StillReading
    return draft


def _changed(actor: Actor, draft: ImportDraft, **columns: object) -> ImportDraft:
    """Keep a change and have the list checked again."""
    for name, value in columns.items():
        setattr(draft, name, value)
    draft.edition += 1
    draft.touched_at = clock.now()
    draft.save(update_fields=["edition", "touched_at", *columns])
    return ask_check(actor, draft)


@requires("customers.import")
@transaction.atomic
def map_columns(actor: Actor, *, draft_id: int, fields: Mapping[int, str]) -> ImportDraft:
    """Say which field each column goes to ("" for none); remembered for files like this one.

    Refuses StillReading, ImportStarted, and Invalid for no such column or field.
    """
    draft = _changeable(actor, draft_id)
    mapping = ColumnMapping.from_json(draft.mapping)
    for index, field in fields.items():
        if not 0 <= index < len(mapping.columns) or (field and field not in FIELDS):
            raise Invalid(f"column_{index}", _("Choose one of the list."))
        if mapping.columns[index].field != field:
            mapping = mapping.with_field(index, field)
    if mapping.to_json() == draft.mapping:
        return draft
    if not mapping.missing:
        save_mapping(actor, name=draft.source.name, mapping=mapping.to_json())
    return _changed(actor, draft, mapping=mapping.to_json())


@requires("customers.import")
@transaction.atomic
def choose_sheet(actor: Actor, *, draft_id: int, sheet: str) -> ImportDraft:
    """Say which sheet of a workbook holds the list, or "*" for all that hold people.

    What was typed instead of cells is forgotten, and the columns are proposed anew. Refuses
    StillReading, ImportStarted, and Invalid for no such sheet.
    """
    draft = _changeable(actor, draft_id)
    outlook = outlook_on(draft)
    if sheet not in {ALL, *(outlook.people if outlook else ())}:
        raise Invalid("sheet", _("Choose one of the list."))
    if sheet == draft.sheet:
        return draft
    return _changed(actor, draft, sheet=sheet, mapping={}, fixes="")


@requires("customers.import")
@transaction.atomic
def mend_row(
    actor: Actor, *, draft_id: int, row_no: int, typed: Mapping[str, str]
) -> ImportDraft:
    """Import other text than a row's cells hold, by field.

    Refuses what the row would be rejected for again (Invalid), StillReading, ImportStarted.
    """
    draft = _changeable(actor, draft_id)
    if not typed or any(field not in {*FIELDS, DECISION} for field in typed):
        raise Invalid("field", _("Choose one of the list."))
    if typed.get(DECISION, "") not in {"", SAME, OWN}:
        raise Invalid(DECISION, _("Choose one of the list."))
    if any("\x00" in text or len(text) > LONGEST for text in typed.values()):
        raise Invalid("value", _("This text holds a character that cannot be saved."))
    terms = Calendar(clock.today(actor.zone), actor.zone)
    for field, text in typed.items():
        if field == DECISION:
            continue
        if (trouble := judge(field, text, terms=terms)) is not None:
            raise Invalid("value", trouble.message)
    fixes = Fixes.load(draft.fixes)
    fixes.rows[row_no] = fixes.rows.get(row_no, {}) | dict(typed)
    return _changed(actor, draft, fixes=Fixes(fixes.rows, fixes.skipped - {row_no}).dump())


@requires("customers.import")
@transaction.atomic
def skip_row(actor: Actor, *, draft_id: int, row_no: int, skip: bool) -> ImportDraft:
    """Leave a row out of the import, or take it back in; refuses as `mend_row` does."""
    draft = _changeable(actor, draft_id)
    fixes = Fixes.load(draft.fixes)
    skipped = fixes.skipped | {row_no} if skip else fixes.skipped - {row_no}
    return _changed(actor, draft, fixes=Fixes(fixes.rows, skipped).dump())


@requires("customers.import")
@transaction.atomic
def check_again(actor: Actor, *, draft_id: int) -> ImportDraft:
    """Have a list checked again whose check has stopped; refuses ImportStarted."""
    get_draft(actor, draft_id)
    rows = ImportDraft.objects.of(actor).locked().select_related("source")
    draft: ImportDraft | None = rows.filter(pk=draft_id, job=None).first()
    if draft is None:
        raise ImportStarted
    return ask_check(actor, draft)

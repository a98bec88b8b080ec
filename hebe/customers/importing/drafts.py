"""A list on its way in: uploaded, columns checked, rows mended, then imported as a job."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.importing.reading import Reading, read_list
from hebe.customers.importing.run import plan_customers
from hebe.customers.importing.saved import save_mapping
from hebe.customers.legacy.fields import FIELDS
from hebe.customers.legacy.mapping import ColumnMapping
from hebe.customers.legacy.plan import ImportPlan
from hebe.customers.legacy.tables import Table
from hebe.customers.models import ImportDraft
from hebe.files.services import content_of, store_file
from hebe.jobs.choices import State
from hebe.jobs.models import Job
from hebe.jobs.services import start_job
from hebe.kernel.errors import Invalid, NotFound, Refused
from hebe.tenancy.models import Store

_KEPT = 2
_KEPT_ROWS = 20_000
_TABLES: "OrderedDict[str, Table]" = OrderedDict()


class ImportStarted(Refused):
    """The list is being imported, or was; its columns and rows are settled."""

    message = _("This list has been handed over to the import; it cannot be changed any more.")
    advice = _("Upload the list again: customers met twice are recognised.")


@dataclass(frozen=True, slots=True)
class Fixes:
    """What a person typed instead of a cell, by row and field; and the rows left out."""

    rows: dict[int, dict[str, str]]
    skipped: frozenset[int]

    @classmethod
    def load(cls, text: str) -> "Fixes":
        """Return what `dump` wrote."""
        said = json.loads(text) if text else {}
        rows = {int(row): dict(typed) for row, typed in said.get("rows", {}).items()}
        return cls(rows, frozenset(said.get("skipped", ())))

    def dump(self) -> str:
        """Return it as text, to be sealed."""
        return json.dumps(
            {"rows": self.rows, "skipped": sorted(self.skipped)}, ensure_ascii=False
        )


@requires("customers.import")
@transaction.atomic
def upload_list(actor: Actor, *, name: str, content: bytes, store_id: int) -> ImportDraft:
    """Take in a list for a store and propose its columns; nobody is imported yet.

    Refuses FileTooBig, FileKindRefused, FileNotWhatItSays, FileRefused (damaged, protected, no
    list in it), and a store that is not the actor's.
    """
    if not Store.objects.of(actor).filter(pk=store_id).exists():
        raise NotFound
    actor.check("customers.import", store_id)
    stored = store_file(actor, name=name, content=content, purpose="import")
    reading = read_list(actor, content, stored.name)
    _keep(stored.sha256, reading.table)
    draft: ImportDraft = ImportDraft.objects.of(actor).create(
        group_id=actor.group_id,
        source=stored,
        store_id=store_id,
        mapping=reading.mapping.to_json(),
        user_id=actor.user_id,
    )
    return draft


@requires("customers.import")
def get_draft(actor: Actor, draft_id: int) -> ImportDraft:
    """Return one's own list on its way in; NotFound for anybody else's."""
    draft: ImportDraft | None = (
        ImportDraft.objects.of(actor)
        .filter(pk=draft_id, user_id=actor.user_id)
        .select_related("source", "store", "job", "job__result")
        .first()
    )
    if draft is None:
        raise NotFound
    return draft


def open_drafts(actor: Actor) -> list[ImportDraft]:
    """Return one's own lists that were not handed over yet, newest first."""
    rows = ImportDraft.objects.of(actor).filter(user_id=actor.user_id, job=None)
    return list(rows.select_related("source", "store").order_by("-pk")[:5])


def _keep(digest: str, table: Table) -> None:
    if len(table.rows) <= _KEPT_ROWS:
        _TABLES[digest] = table
        while len(_TABLES) > _KEPT:
            _TABLES.popitem(last=False)


def reading_of(actor: Actor, draft: ImportDraft) -> Reading:
    """Return the list and its columns as they stand now."""
    mapping = ColumnMapping.from_json(draft.mapping)
    table = _TABLES.get(draft.source.sha256)
    if table is not None:
        return Reading(table, mapping)
    stored, content = content_of(actor, draft.source_id)
    reading = read_list(actor, content, stored.name, draft.mapping)
    _keep(stored.sha256, reading.table)
    return reading


@requires("customers.import")
def plan_draft(actor: Actor, draft: ImportDraft) -> tuple[Table, ImportPlan]:
    """Return the list and what importing it would do; may raise MappingIncomplete."""
    reading = reading_of(actor, draft)
    fixes = Fixes.load(draft.fixes)
    plan = plan_customers(actor, reading, corrections=fixes.rows, skipped=fixes.skipped)
    return reading.table, plan


def _changeable(actor: Actor, draft_id: int) -> ImportDraft:
    draft = get_draft(actor, draft_id)
    locked: ImportDraft = ImportDraft.objects.of(actor).locked().get(pk=draft.pk)
    if locked.job_id is not None:
        raise ImportStarted
    return locked


@requires("customers.import")
@transaction.atomic
def map_columns(actor: Actor, *, draft_id: int, fields: Mapping[int, str]) -> ImportDraft:
    """Say which field each column goes to ("" for none); remembered for files like this one."""
    draft = _changeable(actor, draft_id)
    mapping = ColumnMapping.from_json(draft.mapping)
    for index, field in fields.items():
        if not 0 <= index < len(mapping.columns) or (field and field not in FIELDS):
            raise Invalid(f"column_{index}", _("Choose one of the list."))
        if mapping.columns[index].field != field:
            mapping = mapping.with_field(index, field)
    if mapping.to_json() != draft.mapping:
        draft.mapping = mapping.to_json()
        draft.save(update_fields=["mapping"])
        if not mapping.missing:
            save_mapping(actor, name=draft.source.name, mapping=draft.mapping)
    return draft


@requires("customers.import")
@transaction.atomic
def mend_row(
    actor: Actor, *, draft_id: int, row_no: int, typed: Mapping[str, str]
) -> ImportDraft:
    """Import other text than a row's cells hold, by field; the file itself stays as it is."""
    draft = _changeable(actor, draft_id)
    if not typed or any(field not in FIELDS for field in typed):
        raise Invalid("field", _("Choose one of the list."))
    if any("\x00" in text or len(text) > 200 for text in typed.values()):
        raise Invalid("value", _("This text holds a character that cannot be saved."))
    fixes = Fixes.load(draft.fixes)
    fixes.rows[row_no] = fixes.rows.get(row_no, {}) | dict(typed)
    draft.fixes = Fixes(fixes.rows, fixes.skipped - {row_no}).dump()
    draft.save(update_fields=["fixes"])
    return draft


@requires("customers.import")
@transaction.atomic
def skip_row(actor: Actor, *, draft_id: int, row_no: int, skip: bool) -> ImportDraft:
    """Leave a row out of the import, or take it back in."""
    draft = _changeable(actor, draft_id)
    fixes = Fixes.load(draft.fixes)
    skipped = fixes.skipped | {row_no} if skip else fixes.skipped - {row_no}
    draft.fixes = Fixes(fixes.rows, skipped).dump()
    draft.save(update_fields=["fixes"])
    return draft


@requires("customers.import")
@transaction.atomic
def start_import(actor: Actor, *, draft_id: int) -> Job:
    """Hand a list over to the import job; pressing twice starts one.

    MappingIncomplete when nothing goes to the name or the phone.
    """
    get_draft(actor, draft_id)
    draft: ImportDraft = ImportDraft.objects.of(actor).locked().get(pk=draft_id)
    ColumnMapping.from_json(draft.mapping).complete()
    if draft.job_id is not None:
        before: Job = Job.objects.of(actor).get(pk=draft.job_id)
        if before.state != State.FAILED:
            return before
    draft.job = start_job(
        actor,
        kind="customers.import",
        title=str(_("Import %(name)s")) % {"name": draft.source.name},
        arguments={"draft_id": draft.pk, "store_id": draft.store_id},
        source=draft.source,
    )
    draft.save(update_fields=["job"])
    job: Job = draft.job
    return job


@requires("customers.import")
@transaction.atomic
def discard_draft(actor: Actor, *, draft_id: int) -> None:
    """Give up a list that was not handed over; the stored file goes with the next sweep."""
    draft: Any = _changeable(actor, draft_id)
    draft.delete()

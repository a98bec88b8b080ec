"""A list on its way in: uploaded, gone back to, handed over to the import, or given up."""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.importing.checking import ask_check
from hebe.customers.legacy.containers import file_kind
from hebe.customers.legacy.mapping import ColumnMapping
from hebe.customers.models import ImportDraft
from hebe.files.models import StoredFile
from hebe.files.services import content_of, forget_file, store_file
from hebe.jobs.choices import State
from hebe.jobs.models import Job
from hebe.jobs.services import start_job
from hebe.kernel import clock
from hebe.kernel.errors import NotFound, Refused
from hebe.tenancy.models import Store

GIVEN_UP_AFTER = timedelta(days=14)


class StillReading(Refused):
    """The columns of the list are not known yet."""

    message = _("The list is still being read.")
    advice = _("Wait a moment, then look at its columns.")


class ImportStarted(Refused):
    """The list is being imported, or was; its columns and rows are settled."""

    message = _("This list has been handed over to the import; it cannot be changed any more.")
    advice = _("Upload the list again: customers met twice are recognised.")


@requires("customers.import")
@transaction.atomic
def upload_list(actor: Actor, *, name: str, content: bytes, store_id: int) -> ImportDraft:
    """Take in a list for a store and have it checked; nobody is imported yet.

    A small list is read at once, a large one as a job: until then it has no columns. Refuses
    FileTooBig, FileKindRefused, FileNotWhatItSays, FileRefused (damaged, protected, no list in
    it), and a store that is not the actor's.
    """
    if not Store.objects.of(actor).filter(pk=store_id).exists():
        raise NotFound
    actor.check("customers.import", store_id)
    stored = store_file(actor, name=name, content=content, purpose="import")
    file_kind(content, stored.name)
    draft: ImportDraft = ImportDraft.objects.of(actor).create(
        group_id=actor.group_id, source=stored, store_id=store_id, user_id=actor.user_id
    )
    return ask_check(actor, draft)


@requires("customers.import")
def get_draft(actor: Actor, draft_id: int) -> ImportDraft:
    """Return one's own list on its way in; NotFound for anybody else's."""
    draft: ImportDraft | None = (
        ImportDraft.objects.of(actor)
        .filter(pk=draft_id, user_id=actor.user_id)
        .select_related("source", "store", "job", "job__result", "checking")
        .first()
    )
    if draft is None:
        raise NotFound
    return draft


@requires("customers.import")
def get_rejected_rows(actor: Actor, *, draft_id: int) -> tuple[StoredFile, bytes]:
    """Return the rows of a list that would stay out, as a workbook with reasons.

    NotFound when every row comes in, StillReading while the list is being counted again.
    """
    draft = get_draft(actor, draft_id)
    if not draft.is_checked:
        raise StillReading
    if draft.rejected_id is None:
        raise NotFound
    return content_of(actor, draft.rejected_id)


def open_drafts(actor: Actor) -> list[ImportDraft]:
    """Return one's own lists that are not imported yet, or stopped on the way, newest first."""
    rows = ImportDraft.objects.of(actor).filter(
        user_id=actor.user_id, touched_at__gte=clock.now() - GIVEN_UP_AFTER
    )
    going = rows.exclude(job__state=State.DONE).select_related("source", "store", "job")
    return list(going.order_by("-pk")[:5])


@requires("customers.import")
@transaction.atomic
def start_import(actor: Actor, *, draft_id: int) -> Job:
    """Hand a list over to the import job; pressing twice starts one.

    Refuses StillReading, and MappingIncomplete when nothing goes to the name or the phone.
    """
    get_draft(actor, draft_id)
    draft: ImportDraft = ImportDraft.objects.of(actor).locked().get(pk=draft_id)
    if not draft.mapping:
        raise StillReading
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
        permission="customers.import",
        source=draft.source,
    )
    draft.save(update_fields=["job"])
    job: Job = draft.job
    return job


@requires("customers.import")
@transaction.atomic
def discard_draft(actor: Actor, *, draft_id: int) -> None:
    """Give up a list that was not handed over (ImportStarted); its stored files go with it."""
    get_draft(actor, draft_id)
    if not _forget(ImportDraft.objects.of(actor).locked().filter(pk=draft_id, job=None)):
        raise ImportStarted


@requires("customers.import")
@transaction.atomic
def sweep_drafts(actor: Actor) -> int:
    """Give up, for their people, lists that nobody touched for 14 days; return how many."""
    stale = ImportDraft.objects.of(actor).locked()
    return _forget(stale.filter(job=None, touched_at__lt=clock.now() - GIVEN_UP_AFTER))


def _forget(drafts: Any) -> int:
    found = list(drafts.select_related("source", "rejected"))
    for draft in found:
        draft.delete()
        for stored in filter(None, (draft.source, draft.rejected)):
            forget_file(stored)
    return len(found)

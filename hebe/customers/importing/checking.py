"""Check a list: read it, plan its import, keep the outlook with the draft."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.importing.fixes import Fixes
from hebe.customers.importing.outlook import Outlook, keep_problems, outlook_of
from hebe.customers.importing.reading import read_list
from hebe.customers.importing.rejected import keep_rejected
from hebe.customers.importing.run import Tell, plan_customers, unheard
from hebe.customers.models import ImportDraft
from hebe.files.services import content_of, forget_file
from hebe.jobs.choices import State
from hebe.jobs.models import Job
from hebe.jobs.services import start_job

AT_ONCE_BYTES = 2**19


@requires("customers.import")
@transaction.atomic
def check_list(actor: Actor, draft: ImportDraft, *, tell: Tell = unheard) -> ImportDraft:
    """Find out what importing a list would do, and keep it with the draft.

    The rejected rows lie beside it as a workbook. Proposes the columns at the first time.
    Refuses FileRefused. When the draft was changed in the meantime, nothing is kept: another
    check has been asked for.
    """
    stored, content = content_of(actor, draft.source_id)
    reading = read_list(actor, content, stored.name, draft.mapping or None, sheet=draft.sheet)
    plan = None
    if not reading.mapping.missing:
        fixes = Fixes.load(draft.fixes)
        plan = plan_customers(
            actor, reading, corrections=fixes.rows, skipped=fixes.skipped, tell=tell
        )
    now: ImportDraft = ImportDraft.objects.of(actor).locked().get(pk=draft.pk)
    if now.edition != draft.edition:
        return now
    now.mapping = reading.mapping.to_json()
    now.outlook = outlook_of(reading, plan).dump()
    now.checked_edition = now.edition
    outdated, now.rejected = now.rejected, None
    if plan is not None:
        now.rejected = keep_rejected(actor, plan, reading.mapping, stored.name)
    now.save(update_fields=["mapping", "outlook", "checked_edition", "rejected"])
    keep_problems(now, plan)
    if outdated is not None:
        forget_file(outdated)
    return now


def ask_check(actor: Actor, draft: ImportDraft) -> ImportDraft:
    """Check a small list at once, and a large one as a job; a job that still waits serves."""
    if draft.source.size <= AT_ONCE_BYTES:
        return check_list(actor, draft)
    waiting = Job.objects.of(actor).filter(pk=draft.checking_id or 0, state=State.WAITING)
    if not waiting.exists():
        draft.checking = start_job(
            actor,
            kind="customers.check",
            title=str(_("Check %(name)s")) % {"name": draft.source.name},
            arguments={"draft_id": draft.pk},
            permission="customers.import",
        )
        draft.save(update_fields=["checking"])
    return draft


def outlook_on(draft: ImportDraft) -> Outlook | None:
    """Return what the last check found; None before the first one has ended."""
    return Outlook.load(draft.outlook) if draft.outlook else None

"""Check a list: read it, plan its import, keep the outlook with the draft."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.importing.fixes import Fixes
from hebe.customers.importing.outlook import Outlook, keep_problems, outlook_of
from hebe.customers.importing.reading import Reading, read_list
from hebe.customers.importing.run import plan_customers
from hebe.customers.legacy.plan import ImportPlan
from hebe.customers.models import ImportDraft
from hebe.files.services import content_of
from hebe.jobs.choices import State
from hebe.jobs.models import Job
from hebe.jobs.services import start_job

AT_ONCE_BYTES = 2**19
STEP = 5000
Tell = Callable[[int, int], object]
Numbered = tuple[int, Any]


@requires("customers.import")
@transaction.atomic
def check_list(
    actor: Actor, draft: ImportDraft, *, tell: Tell = lambda _done, _total: None
) -> ImportDraft:
    """Find out what importing a list would do, and keep it with the draft.

    Proposes the columns at the first time. Refuses FileRefused. When the draft was changed in
    the meantime, nothing is kept: another check has been asked for.
    """
    stored, content = content_of(actor, draft.source_id)
    reading = read_list(actor, content, stored.name, draft.mapping or None)
    plan = None if reading.mapping.missing else _plan(actor, draft, reading, tell)
    now: ImportDraft = ImportDraft.objects.of(actor).locked().get(pk=draft.pk)
    if now.edition != draft.edition:
        return now
    now.mapping = reading.mapping.to_json()
    now.outlook = outlook_of(reading, plan).dump()
    now.checked_edition = now.edition
    now.save(update_fields=["mapping", "outlook", "checked_edition"])
    keep_problems(now, plan)
    return now


def _plan(actor: Actor, draft: ImportDraft, reading: Reading, tell: Tell) -> ImportPlan:
    table = replace(reading.table, rows=_telling(reading.table.rows, tell))
    fixes = Fixes.load(draft.fixes)
    return plan_customers(
        actor, replace(reading, table=table), corrections=fixes.rows, skipped=fixes.skipped
    )


def _telling(rows: list[Numbered], tell: Tell) -> Iterator[Numbered]:
    for at, row in enumerate(rows):
        if at % STEP == 0:
            tell(at, len(rows))
        yield row


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
        )
        draft.save(update_fields=["checking"])
    return draft


def outlook_on(draft: ImportDraft) -> Outlook | None:
    """Return what the last check found; None before the first one has ended."""
    return Outlook.load(draft.outlook) if draft.outlook else None

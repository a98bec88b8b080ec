"""Plan an import, and carry it out in one go or not at all."""

import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.events import CustomersImported
from hebe.customers.importing.here import CustomersHere
from hebe.customers.importing.known import fill_known
from hebe.customers.importing.reading import Reading, read_list
from hebe.customers.importing.referrers import link_referrers
from hebe.customers.importing.rows import Translator
from hebe.customers.importing.words import words_of
from hebe.customers.importing.writing import PORTION, write_new
from hebe.customers.legacy.dates import Calendar
from hebe.customers.legacy.plan import ImportPlan, plan_import
from hebe.customers.legacy.rows import parse
from hebe.customers.legacy.sheets import Cell
from hebe.customers.models import ImportRun
from hebe.customers.services.index import index_customers, weigh_fragments
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.kernel.violations import refusing
from hebe.tenancy.models import Store

Tell = Callable[[int, int], object]
Numbered = tuple[int, Sequence[Cell]]
LOCK = 7302
STEP = 5000


def unheard(_done: int, _total: int) -> None:
    """Tell nobody how far the work is."""


class EnteredMeanwhile(Refused):
    """Somebody entered a customer of the list while it was being read."""

    message = _(
        "A colleague entered a customer of this list at the same time. Nothing was imported."
    )
    advice = _("Start the import again; whoever is here already is recognised.")


TAKEN = {
    name: EnteredMeanwhile()
    for name in (
        "one_customer_per_phone",
        "one_customer_per_member_no",
        "one_customer_per_record_no",
    )
}


def _telling(rows: Sequence[Numbered], tell: Tell) -> Iterator[Numbered]:
    for at, row in enumerate(rows):
        if at % STEP == 0:
            tell(at, len(rows))
        yield row


@requires("customers.import")
def plan_customers(
    actor: Actor,
    reading: Reading,
    *,
    corrections: Mapping[int, Mapping[str, str]] | None = None,
    skipped: Collection[int] = (),
    tell: Tell = unheard,
) -> ImportPlan:
    """Return what importing a list would do; nothing is written. `tell` hears the rows read."""
    parsed = parse(
        _telling(reading.table.rows, tell),
        reading.mapping,
        terms=Calendar(clock.today(actor.zone), actor.zone, reading.table.days_off),
        corrections=corrections,
        skipped=skipped,
    )
    return plan_import(parsed, CustomersHere(actor))


@requires("customers.import")
@transaction.atomic
def import_customers(
    actor: Actor,
    *,
    content: bytes,
    file_name: str,
    store_id: int,
    mapping: Mapping[str, Any] | None = None,
    corrections: Mapping[int, Mapping[str, str]] | None = None,
    skipped: Collection[int] = (),
    sheet: str = "",
    dry_run: bool = False,
    tell: Tell = unheard,
) -> tuple[ImportRun, ImportPlan]:
    """Import a list: everything importable, or nothing at all; repeating it makes nobody twice.

    One import of a group at a time (an advisory lock), so two clicks on one file end as one.
    Returns the run with its report, and the plan with the rejected rows.
    """
    actor.check("customers.import", store_id)
    store: Store = Store.objects.of(actor).one(store_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, actor.group_id % 2**31])
        # Merge search tokens into their index in large portions: several times faster.
        cursor.execute("SET LOCAL gin_pending_list_limit = '64MB'")
    reading = read_list(actor, content, file_name, mapping, sheet=sheet)
    plan = plan_customers(actor, reading, corrections=corrections, skipped=skipped)
    run = ImportRun(
        group_id=actor.group_id, store=store, file_name=file_name[:200],
        file_digest=hashlib.sha256(content).hexdigest(), mapping=reading.mapping.to_json(),
        report=plan.report() | reading.elsewhere, dry_run=dry_run, at=clock.now(),
        who=actor.name,
    )  # fmt: skip
    run.save()
    if not dry_run:
        _write(actor, plan, run, tell)
        event = CustomersImported(run.pk, store.pk, len(plan.customers), len(plan.rejected))
        publish(actor, event, subject=run, after={"report": run.report})
    return run, plan


def _write(actor: Actor, plan: ImportPlan, run: ImportRun, tell: Tell) -> None:
    total = len(plan.customers) + len(plan.known)
    tell(0, total)
    words = words_of(actor, [*plan.customers, *(row for _key, row in plan.known)])
    translator = Translator(actor, run, words)
    with _checking_as_it_goes(), refusing(TAKEN):
        made = write_new(actor, plan.customers, translator, run, lambda done: tell(done, total))
        changed = fill_known(actor, plan.known, translator, run)
        link_referrers(run, made | dict(plan.known))
    index_customers(actor, changed)
    if len(plan.customers) > PORTION:
        transaction.on_commit(weigh_fragments)
    tell(total, total)


@contextmanager
def _checking_as_it_goes() -> Iterator[None]:
    """Check references portion by portion, instead of a million of them at the end."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")

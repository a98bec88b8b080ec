"""The whole story: found, furnish, fill today at once and the past in the background."""

import random
from datetime import date, timedelta
from pathlib import Path

from django.db import connections, transaction

from hebe.config.demo import founding
from hebe.config.demo.day import book_day, live_day
from hebe.config.demo.founding import HISTORY, Stage
from hebe.config.demo.guests import newcomer, welcome_named
from hebe.customers.importing import import_customers
from hebe.customers.models import Customer
from hebe.journal.services import seal_audit
from hebe.journal.worker import defer
from hebe.kernel import clock
from hebe.scheduling.models import Appointment
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group, Store
from hebe.tenancy.schema import group_models

FILE = Path(__file__).parents[2] / "customers/legacy/tests/data/legacy-customers.xlsx"
ZONE = "Asia/Shanghai"
PER_DAY = {"jingan": 24, "xuhui": 11}
AHEAD = 3
APPEND_ONLY = (
    "journal_audit", "journal_seal", "clinical_recordversion", "payments_tender",
)  # fmt: skip


def find() -> Group | None:
    """Return the demo's group, when it is there."""
    return Group.objects.filter(name=founding.NAME).first()


def begin() -> Group:
    """Make the groups, their people, catalogue and named customers; one transaction each."""
    rival = Group.objects.filter(name=founding.RIVAL).first() or founding.found_rival()
    with working_for(rival.pk):
        founding.furnish_rival(rival)
    group = founding.found()
    with working_for(group.pk):
        stage = founding.furnish(group)
        import_customers(
            stage.boss,
            content=FILE.read_bytes(),
            file_name=FILE.name,
            store_id=stage.stores["jingan"].pk,
        )
        welcome_named(stage)
        for store in stage.stores.values():
            rng = random.Random(store.code)
            for _ in range(12):
                newcomer(stage, store, rng)
    return group


def roll_forward(group: Group) -> None:
    """Make today, yesterday and the next days full, as far as the clock has come."""
    today = clock.today(ZONE)
    for day in (today, *(today + timedelta(days=n) for n in range(1, AHEAD + 1))):
        with working_for(group.pk):
            stage = founding.stage_of(group)
            for store in stage.stores.values():
                _fill(stage, store, day)


def _guests(stage: Stage, store: Store) -> list[Customer]:
    rows = Customer.objects.of(stage.group).filter(home_store=store).select_related("advisor")
    return list(rows.order_by("pk")[:1500])


def _fill(stage: Stage, store: Store, day: date) -> None:
    start, end = clock.day_bounds(day, store.timezone)
    there = Appointment.objects.of(stage.group).filter(
        store=store, starts_at__gte=start, starts_at__lt=end
    )
    rng = random.Random(f"{store.code} {day}")
    if there.count() < PER_DAY[store.code] // 2:
        booked = book_day(
            stage, store, day, _guests(stage, store), wanted=PER_DAY[store.code], rng=rng
        )
    else:
        booked = []
    if start <= clock.now():
        rows = there.filter(status__in=("booked", "confirmed", "pending"))
        keys = {a.pk for a in booked} | set(rows.values_list("pk", flat=True))
        today = Appointment.objects.of(stage.group).filter(pk__in=keys)
        related = today.select_related("item", "doctor", "customer__advisor", "advisor")
        until = min(clock.now(), end)
        live_day(stage, store, list(related.order_by("starts_at")), until=until, rng=rng)


def tell_history(group: Group, *, day: date) -> None:
    """Let one past day happen in both stores."""
    with working_for(group.pk):
        stage = founding.stage_of(group)
        for store in stage.stores.values():
            _fill(stage, store, day)
    seal_audit(group_id=group.pk)


def past_days() -> list[date]:
    """Return the days of the demo's history, oldest first."""
    today = clock.today(ZONE)
    return [today - timedelta(days=n) for n in range(HISTORY.days, 0, -1)]


def start_history(group: Group) -> None:
    """Give the past to the worker, the most recent days first seen last."""
    with working_for(group.pk):
        defer("hebe.config.tasks.tell_history", group_id=group.pk)


def clear() -> int:
    """Remove both demo groups with all that is theirs; return the rows removed.

    Works as the owner of the tables, since no application right may delete what the demo
    shares with real clinics: signed records, money, the audit trail.
    """
    groups = list(
        Group.objects.filter(name__in=(founding.NAME, founding.RIVAL)).values_list(
            "pk", flat=True
        )
    )
    owner = connections["owner"]
    removed = 0
    with transaction.atomic(using="owner"), owner.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in APPEND_ONLY:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER append_only')
        for model in reversed(group_models()):
            table = model._meta.db_table
            cursor.execute(f'DELETE FROM "{table}" WHERE group_id = ANY(%s)', [groups])
            removed += cursor.rowcount
        cursor.execute("DELETE FROM tenancy_group WHERE id = ANY(%s)", [groups])
        for table in APPEND_ONLY:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER append_only')
    owner.close()
    return removed

"""The whole story: found, furnish, welcome; let days happen; take it all away again."""

import random
from datetime import date, timedelta
from pathlib import Path

from django.db import connections, transaction
from django.db.models import Max, Q, QuerySet

from hebe.access.queries import actor_for
from hebe.config.demo import discount, founding, words
from hebe.config.demo.after import answer, answer_all, answer_some, assign_duties, close
from hebe.config.demo.diary import EXPECTED, book_somebody
from hebe.config.demo.founding import ROSTERED
from hebe.config.demo.guests import Guests
from hebe.config.demo.people import welcome_named
from hebe.config.demo.stage import ZONE, Stage, stage_of
from hebe.config.demo.stay import Clock, NotYet, Stay
from hebe.config.demo.volume import wanted
from hebe.customers.importing import start_import, upload_list
from hebe.files.services import forget_contents
from hebe.jobs.services import run_job
from hebe.journal.services import seal_audit
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.scheduling.choices import TO_COME
from hebe.scheduling.models import Appointment
from hebe.scheduling.services import cancel_appointment, mark_no_show
from hebe.staff import demo as staff_demo
from hebe.staff.models import Shift
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group, Store
from hebe.tenancy.schema import group_models
from hebe.todos.models import Todo

FILE = Path(__file__).parents[2] / "customers/legacy/tests/data/legacy-customers.xlsx"
WITH = ("store", "item", "doctor", "customer", "advisor")
APPEND_ONLY = (
    "journal_audit", "journal_seal", "clinical_recordversion", "payments_tender",
)  # fmt: skip
AHEAD = 3
CANCELS, STAYS_AWAY = 0.04, 0.08
NAMES_EXPECTED = {name for name, _code, _minutes in EXPECTED}
BROUGHT_OVER = timedelta(days=125)  # when the old list was imported


def find() -> Group | None:
    """Return the demo's group, when it is there."""
    return Group.objects.filter(name=founding.NAME).first()


@transaction.atomic
def begin() -> Group:
    """Make the groups, their people, catalogue and first customers: all of it, or nothing."""
    rival = founding.found_rival()
    with working_for(rival.pk):
        founding.furnish_rival(rival)
    group = founding.found()
    with working_for(group.pk):
        founding.furnish(group)
        stage = stage_of(group)
        with clock.pretending(clock.now() - BROUGHT_OVER):
            _import_old_list(stage)
        welcome_named(stage)
    return group


def _import_old_list(stage: Stage) -> None:
    """Let the manager bring the old list in, the way the guide shows it."""
    manager = stage.members["许雯"]
    assert manager.user is not None
    actor = actor_for(manager.user, store_id=stage.stores["jingan"].pk)
    draft = upload_list(
        actor,
        name="静安店客户资料.xlsx",
        content=FILE.read_bytes(),
        store_id=actor.store_id or 0,
    )
    job = start_import(actor, draft_id=draft.pk)
    run_job(group_id=stage.group.pk, job_id=job.pk)


def fill_today(stage: Stage, guests: Guests) -> None:
    """Make today full and let it happen as far as the clock has come."""
    today = clock.today(ZONE)
    with working_for(stage.group.pk):
        staff_demo.call_in(stage.boss, stage.members, stage.stores, today)
    assign_duties(stage, today)
    for store in stage.stores.values():
        _fill(stage, guests, store, today)
    for store in stage.stores.values():
        live(stage, store, today)
    answer_some(stage)
    discount.ask(stage)


def has_begun(stage: Stage) -> bool:
    """Say whether today was filled: everybody has her duties."""
    with working_for(stage.group.pk):
        source = f"duty:{clock.today(ZONE)}:"
        return bool(Todo.objects.of(stage.group).filter(source__startswith=source).exists())


def plan_roster(stage: Stage) -> None:
    """Plan everybody's shifts for some weeks, when what is planned runs out."""
    today = clock.today(ZONE)
    with working_for(stage.group.pk):
        last = Shift.objects.of(stage.group).aggregate(last=Max("day"))["last"]
        if last < today + ROSTERED / 2:
            since = max(last + timedelta(days=1), today - founding.HISTORY)
            staff_demo.roster(stage.boss, stage.members, stage.stores, since, today + ROSTERED)


def fill_ahead(stage: Stage, guests: Guests) -> None:
    """Book the next days, the nearer the fuller."""
    today = clock.today(ZONE)
    for distance in range(1, AHEAD + 1):
        for store in stage.stores.values():
            _fill(stage, guests, store, today + timedelta(days=distance))


def tell_day(stage: Stage, guests: Guests, day: date) -> None:
    """Let one past day happen in both stores; telling it again adds nothing."""
    for store in stage.stores.values():
        live(stage, store, day)
        _fill(stage, guests, store, day)
        close(stage, store, day)
    answer_all(stage, day)
    seal_audit(group_id=stage.group.pk)


def _fill(stage: Stage, guests: Guests, store: Store, day: date) -> None:
    """Add what a day lacks. A past one happens at once: nobody finds it half-told."""
    with working_for(stage.group.pk):
        there = bookings(stage, store, day).count()
    missing = wanted(store.code, day, clock.today(ZONE)) - there
    rng = random.Random(f"{store.code} {day} {there}")
    for _attempt in range(max(0, missing) * 2):
        if missing <= 0:
            break
        stage.breathe()
        with working_for(stage.group.pk):
            booked = book_somebody(stage, guests, store, day, rng)
            if booked and day < clock.today(ZONE):
                _happen(stage, booked)
        missing -= booked is not None


def bookings(stage: Stage, store: Store, day: date) -> "QuerySet[Appointment]":
    start, end = clock.day_bounds(day, store.timezone)
    rows: QuerySet[Appointment] = Appointment.objects.of(stage.group).filter(
        store=store, starts_at__gte=start, starts_at__lt=end
    )
    return rows


def live(stage: Stage, store: Store, day: date) -> None:
    """Let the bookings of a day that are still open happen, as far as the clock has come."""
    with working_for(stage.group.pk):
        rows = bookings(stage, store, day).filter(status__in=TO_COME, starts_at__lt=clock.now())
        related = rows.select_related(*WITH)
        booked = list(related.order_by("starts_at", "pk"))
    for appointment in booked:
        stage.breathe()
        with working_for(stage.group.pk):
            _happen(stage, appointment)


def _happen(stage: Stage, appointment: Appointment) -> None:
    """Let one booking be cancelled, missed, or lived through, and answered for afterwards."""
    store, key = appointment.store, appointment.pk
    rng = random.Random(f"stay {key}")
    desk = stage.actor_of(rng.choice(stage.at(store, "frontdesk")), store)
    now, end = clock.now(), clock.day_bounds(clock.today(ZONE), ZONE)[0]
    fate = 1.0 if appointment.customer.name in NAMES_EXPECTED else rng.random()
    try:
        if fate < CANCELS:
            with clock.pretending(appointment.starts_at - timedelta(hours=3)):
                cancel_appointment(desk, appointment_id=key, reason=rng.choice(words.CANCELLED))
        elif fate < STAYS_AWAY:
            if appointment.ends_at + timedelta(minutes=30) < now:
                with clock.pretending(appointment.ends_at):
                    mark_no_show(desk, appointment_id=key)
        else:
            late = timedelta(minutes=rng.triangular(-15, 20, -3))
            until = min(
                now, clock.day_bounds(clock.day_of(appointment.starts_at, ZONE), ZONE)[1]
            )
            watch = Clock(appointment.starts_at + late, until, rng, stage.group.pk)
            Stay(stage, appointment, watch).go_through()
            answer(stage, Q(customer=appointment.customer, due_at__lt=end))
    except (NotYet, Refused):
        return


def clear() -> int:
    """Remove both demo groups with all that is theirs, files too; return the rows removed.

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
        cursor.execute("SELECT key FROM files_storedfile WHERE group_id = ANY(%s)", [groups])
        files = [key for (key,) in cursor.fetchall()]
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        for table in APPEND_ONLY:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER append_only')
        for model in reversed(group_models()):
            table = model._meta.db_table
            cursor.execute(f'DELETE FROM "{table}" WHERE group_id = ANY(%s)', [groups])
            removed += cursor.rowcount
        cursor.execute("DELETE FROM tenancy_group WHERE id = ANY(%s)", [groups])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in APPEND_ONLY:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER append_only')
    owner.close()
    forget_contents(files)
    return removed

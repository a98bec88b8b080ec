"""A chain of any size: the demo, customers by import, and the demo's days told many times over.

People come in through the product's own import. Their history is written by SQL, because a
million visits told act by act would take hours: each finished visit of the demo is copied with
its keys raised by a stride, its days set back, and other customers in it.
"""

import io
from dataclasses import dataclass

import psycopg
from django.core.management import call_command

from hebe.config import prepare
from hebe.config.demo import story
from hebe.config.demo.stage import stage_of
from hebe.config.postgres import Cluster
from hebe.customers.importing import import_customers
from hebe.customers.legacy.synthetic import synthetic_workbook
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group
from hebe.tenancy.services import open_store

PER_FILE = 100_000
PER_STORE = 10_000
STRIDE = 1_000_000
DAYS = 700
# Tables of a finished visit, parents first: what is raised by the stride, set back in time,
# and made unlike its copies. Rows are taken where the condition holds.
VISIT_DONE = (
    "EXISTS (SELECT FROM visits_visit v WHERE v.id = t.visit_id AND v.left_at IS NOT NULL)"
)
ORDER_DONE = (
    "EXISTS (SELECT FROM checkout_visitorder w JOIN visits_visit v ON v.id = w.visit_id"
    " WHERE v.left_at IS NOT NULL AND w.order_id = t.{})"
)


@dataclass(frozen=True)
class Copied:
    """How one table is multiplied."""

    table: str
    where: str
    keys: tuple[str, ...] = ()
    moments: tuple[str, ...] = ()
    apart: tuple[tuple[str, str], ...] = ()


COPIED = (
    Copied("scheduling_appointment", "EXISTS (SELECT FROM visits_visit v WHERE"
           " v.appointment_id = t.id AND v.left_at IS NOT NULL)",
           moments=("starts_at", "ends_at", "created_at")),
    Copied("visits_visit", "t.left_at IS NOT NULL", keys=("appointment_id",),
           moments=("day", "arrived_at", "left_at", "stage_since"),
           apart=(("number", "t.number + 1000 * again"),)),
    Copied("visits_stagerun", VISIT_DONE, keys=("visit_id",),
           moments=("started_at", "ended_at")),
    Copied("clinical_record", VISIT_DONE, keys=("visit_id",), moments=("saved_at",)),
    Copied("billing_order", ORDER_DONE.format("id"), moments=("day", "paid_at", "created_at"),
           apart=(("number", "t.number || '-' || again"),)),
    Copied("billing_orderline", ORDER_DONE.format("order_id"), keys=("order_id",)),
    Copied("payments_tender", ORDER_DONE.format("order_id"), keys=("order_id", "reverses_id"),
           moments=("received_at", "day")),
    Copied("checkout_visitorder", VISIT_DONE, keys=("visit_id", "order_id")),
    Copied("clinical_treatment", VISIT_DONE, keys=("visit_id", "line_id", "record_id"),
           moments=("day", "started_at", "ended_at")),
    Copied("todos_todo", "t.state = 'done'", moments=("due_at", "done_at", "created_at"),
           apart=(("source", "t.source || '-' || again"),)),
    Copied("journal_timelineentry", "t.id % 4 = 0", moments=("at",)),
)  # fmt: skip


def found_chain() -> Group:
    """Found the demo in an empty database: its group, people, catalogue and a full today."""
    prepare.prepare_files()
    call_command("migrate", database="owner", verbosity=0, interactive=False, skip_checks=True)
    call_command("hebe_demo", "load", stdout=io.StringIO())
    group = story.find()
    if group is None:
        raise RuntimeError("the demo was not loaded")
    return group


def populate(group: Group, customers: int) -> None:
    """Bring so many customers in by importing lists of up to 100,000."""
    for first in range(0, customers, PER_FILE):
        rows = min(PER_FILE, customers - first)
        with working_for(group.pk):
            stage = stage_of(group)
            import_customers(
                stage.boss,
                content=synthetic_workbook(rows, 7, first),
                file_name="customers.xlsx",
                store_id=stage.stores["jingan"].pk,
            )


def multiply(cluster: Cluster, group: Group, customers: int) -> None:
    """Give every customer a past: one visit with all that belongs to it, on average.

    Opens a store for every 10,000 customers. Writes as the superuser with triggers off: rows
    are copies of rows that passed them.
    """
    for number in range(2, customers // PER_STORE):
        open_store(group, code=f"store-{number}", name=f"{number} 号店")
    with psycopg.connect(cluster.dsn("postgres"), autocommit=True) as connection:
        cursor = connection.cursor()
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("SET maintenance_work_mem = '512MB'")
        times = _lay_ground(cursor, group, customers)
        for copied in COPIED:
            _copy(cursor, copied, times)
        cursor.execute("DROP TABLE bench_people, bench_stores")
        cursor.execute("VACUUM ANALYZE")


def _lay_ground(cursor: psycopg.Cursor, group: Group, customers: int) -> int:
    """Number customers and stores from nought; return how often the visits are to be copied."""
    for table, source in (
        ("bench_people", "customers_customer"),
        ("bench_stores", "tenancy_store"),
    ):
        cursor.execute(
            f"CREATE TABLE {table} AS SELECT row_number() OVER (ORDER BY id) - 1 AS n, id"
            f" FROM {source} WHERE group_id = %s",
            [group.pk],
        )
        cursor.execute(f"ALTER TABLE {table} ADD PRIMARY KEY (n)")
    cursor.execute("SELECT count(*) FROM visits_visit WHERE left_at IS NOT NULL")
    (finished,) = cursor.fetchone() or (0,)
    return customers // finished


def _copy(cursor: psycopg.Cursor, copied: Copied, times: int) -> None:
    cursor.execute(
        "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND table_name = %s AND is_generated = 'NEVER'",
        [copied.table],
    )
    changed = {
        "id": f"t.id + {STRIDE}::bigint * again",
        "store_id": _one_of("bench_stores", "t.store_id + again"),
        "customer_id": _one_of("bench_people", "t.customer_id + 7919::bigint * again"),
        **{key: f"t.{key} + {STRIDE}::bigint * again" for key in copied.keys},
        **{at: f"t.{at} - {_back(at)}" for at in copied.moments},
        **dict(copied.apart),
    }  # fmt: skip
    names = [name for (name,) in cursor.fetchall()]
    taken = ", ".join(changed.get(name, f't."{name}"') for name in names)
    listed = ", ".join(f'"{name}"' for name in names)
    cursor.execute(
        f'INSERT INTO "{copied.table}" ({listed}) OVERRIDING SYSTEM VALUE SELECT {taken}'
        f' FROM "{copied.table}" t CROSS JOIN generate_series(1, {times}) g(again)'
        f" WHERE {copied.where}"
    )


def _one_of(table: str, number: str) -> str:
    return f"(SELECT id FROM {table} WHERE n = ({number}) % (SELECT count(*) FROM {table}))"


def _back(column: str) -> str:
    days = f"1 + again % {DAYS}"
    return f"({days})" if column == "day" else f"make_interval(days => {days})"

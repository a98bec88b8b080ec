"""The whole import of an old list, against openpyxl and `bulk_create` of the same file.

The alternative only copies cells: it cleans, merges, encrypts, indexes and reports nothing.
"""

import io
from time import perf_counter

import openpyxl
import psycopg

from bench.rows import Row
from hebe.config.demo.stage import stage_of
from hebe.config.postgres import Cluster
from hebe.customers.importing import import_customers
from hebe.customers.legacy.synthetic import synthetic_workbook
from hebe.customers.models import Customer
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group

ROWS = 20_000
SEED = 3


def measure(cluster: Cluster, group: Group) -> list[Row]:
    """Return rows a second of both; leaves the imported customers, takes the others away."""
    book = synthetic_workbook(ROWS, SEED)
    plain = _plain(group, book)
    with psycopg.connect(cluster.dsn("postgres"), autocommit=True) as connection:
        connection.execute("DELETE FROM customers_customer WHERE member_no LIKE 'X%'")
    ours = _ours(group, book)
    ratio = ours / plain
    return [
        Row("import, whole", ours, "rows/s", f"openpyxl + bulk_create {plain:,.0f}", ratio,
            ">= 1", ratio >= 1),
    ]  # fmt: skip


def _ours(group: Group, book: bytes) -> float:
    start = perf_counter()
    with working_for(group.pk):
        stage = stage_of(group)
        import_customers(
            stage.boss, content=book, file_name="a.xlsx", store_id=stage.stores["jingan"].pk
        )
    return ROWS / (perf_counter() - start)


def _plain(group: Group, book: bytes) -> float:
    start = perf_counter()
    with working_for(group.pk):
        store = stage_of(group).stores["jingan"]
        sheet = openpyxl.load_workbook(io.BytesIO(book), read_only=True).worksheets[0]
        people = [
            Customer(
                group_id=group.pk, name=str(row[0])[:60], name_key="", member_no=f"X{number}",
                home_store=store, phone=str(row[2] or "")[:40],
            )
            for number, row in enumerate(sheet.iter_rows(values_only=True))
        ]  # fmt: skip
        Customer.unscoped.bulk_create(people, batch_size=1000)
    return ROWS / (perf_counter() - start)

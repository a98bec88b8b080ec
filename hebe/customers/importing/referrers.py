"""Who brought whom: linked by phone where that customer exists, else kept as a fact."""

from django.db import connection

from hebe.customers import tokens
from hebe.customers.choices import FactKind
from hebe.customers.importing.bulk import Row, insertion, unnested
from hebe.customers.importing.writing import PORTION
from hebe.customers.legacy.parsed import ParsedRow
from hebe.customers.models import Customer, ImportRun, OpeningFact

SAID = ("customer_id", "kind", "what", "said")
LINK = """
UPDATE customers_customer c SET referrer_id = r.id
FROM {source} JOIN customers_customer r ON r.group_id = %s AND r.phone_digest = s.phone_digest
WHERE c.id = s.id AND c.group_id = r.group_id AND c.referrer_id IS NULL AND r.id <> c.id
"""
UNKNOWN = "SELECT id FROM customers_customer WHERE id = ANY(%s) AND referrer_id IS NULL"


def link_referrers(run: ImportRun, rows: dict[int, ParsedRow]) -> None:
    """Note who brought these customers (by key), overwriting nothing.

    A referrer whose phone nobody here has stays a fact: her name readable, her number sealed.
    """
    told = {key: row for key, row in rows.items() if _is_told(row)}
    keys = list(told)
    for start in range(0, len(keys), PORTION):
        part = {key: told[key] for key in keys[start : start + PORTION]}
        _link(run, part)


def _is_told(row: ParsedRow) -> bool:
    return bool(row.values.keys() & {"referrer", "referrer_phone"})


def _link(run: ImportRun, rows: dict[int, ParsedRow]) -> None:
    by_phone = [
        (key, tokens.phone_digest(row.values["referrer_phone"]))
        for key, row in rows.items()
        if "referrer_phone" in row.values
    ]
    with connection.cursor() as cursor:
        if by_phone:
            source, arrays = unnested(Customer, ("id", "phone_digest"), by_phone)
            cursor.execute(LINK.format(source=source), [*arrays, run.group_id])
        cursor.execute(UNKNOWN, [list(rows)])
        facts = [_fact(key, rows[key]) for (key,) in cursor.fetchall()]
        if facts:
            common = {"group_id": run.group_id, "run_id": run.pk}
            cursor.execute(*insertion(OpeningFact, SAID, facts, common))


def _fact(key: int, row: ParsedRow) -> Row:
    name, phone = (row.values.get(code, "") for code in ("referrer", "referrer_phone"))
    return key, FactKind.REFERRER.value, name[:80], phone

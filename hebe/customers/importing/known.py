"""Customers of the file who were here before: what is empty is filled, nothing overwritten."""

from collections.abc import Iterator, Sequence

from django.db import connection

from hebe.access.actor import Actor
from hebe.customers.importing.bulk import Statement, unnested
from hebe.customers.importing.rows import Person, Translator
from hebe.customers.importing.writing import PORTION, belongings
from hebe.customers.legacy.parsed import ParsedRow
from hebe.customers.models import Customer, ImportRun

TEXTS = ("sex", "id_number", "level", "skin_type", "address", "allergies", "health", "note")
OTHERS = (
    "birthday", "channel_id", "advisor_id", "doctor_id", "carer_id", "first_visit_on",
    "last_visit_on",
)  # fmt: skip


def fill_known(
    actor: Actor,
    known: Sequence[tuple[int, ParsedRow]],
    translator: Translator,
    run: ImportRun,
) -> list[int]:
    """Fill the gaps of these customers from their rows; return the keys of the changed ones.

    Contacts, tags and opening facts are taken over by those who have none yet.
    """
    changed: list[int] = []
    for start in range(0, len(known), PORTION):
        rows = dict(known[start : start + PORTION])
        people = [translator.person(key, row, "", "") for key, row in rows.items()]
        with connection.cursor() as cursor:
            cursor.execute(*_filling(actor, people))
            changed += [key for (key,) in cursor.fetchall()]
            for statement, values in belongings(rows, translator, run, only_first=True):
                cursor.execute(statement, values)
    return changed


def _filling(actor: Actor, people: Sequence[Person]) -> Statement:
    columns = ("id", *TEXTS, *OTHERS)
    rows = [tuple(getattr(person, name) for name in columns) for person in people]
    source, arrays = unnested(Customer, columns, rows)
    filled = ", ".join(
        [
            *(f"{n} = CASE WHEN c.{n} = '' THEN s.{n} ELSE c.{n} END" for n in TEXTS),
            *(f"{n} = coalesce(c.{n}, s.{n})" for n in OTHERS),
        ]
    )
    statement = (
        f"UPDATE customers_customer c SET {filled} FROM {source}"  # noqa: S608
        f" WHERE c.id = s.id AND c.group_id = %s AND ({' OR '.join(_gaps())}) RETURNING c.id"
    )
    return statement, [*arrays, actor.group_id]


def _gaps() -> Iterator[str]:
    """Yield the conditions under which a column is empty here and said in the file."""
    yield from (f"(c.{name} = '' AND s.{name} <> '')" for name in TEXTS)
    yield from (f"(c.{name} IS NULL AND s.{name} IS NOT NULL)" for name in OTHERS)

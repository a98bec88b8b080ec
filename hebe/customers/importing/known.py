"""Customers of the file who were here before: what is empty is filled, nothing overwritten."""

from collections.abc import Collection, Sequence
from functools import cache

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
        gaps = _gaps(actor, rows)
        told = (translator.person(key, row, "", "") for key, row in rows.items())
        people = [one for one in told if any(getattr(one, name) for name in gaps[one.id])]
        statements = belongings(rows, translator, run, only_first=True)
        with connection.cursor() as cursor:
            for statement, values in [*_filling(actor, people), *statements]:
                cursor.execute(statement, values)
        changed += [person.id for person in people]
    return changed


def _gaps(actor: Actor, keys: Collection[int]) -> dict[int, tuple[str, ...]]:
    """Return which columns of these customers are empty.

    Asked beforehand: to seal and send what fills nothing is most of the work of a second run.
    """
    empty = [*(f"{name} = ''" for name in TEXTS), *(f"{name} IS NULL" for name in OTHERS)]
    bits = " | ".join(f"(({said})::int << {at})" for at, said in enumerate(empty))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT id, {bits} FROM customers_customer"  # noqa: S608
            " WHERE group_id = %s AND id = ANY(%s)",
            [actor.group_id, list(keys)],
        )
        return {key: _named(gaps) for key, gaps in cursor.fetchall()}


@cache
def _named(bits: int) -> tuple[str, ...]:
    return tuple(name for at, name in enumerate((*TEXTS, *OTHERS)) if bits >> at & 1)


def _filling(actor: Actor, people: Sequence[Person]) -> list[Statement]:
    """Return what fills the gaps of these people, if there are any; it overwrites nothing."""
    if not people:
        return []
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
        " WHERE c.id = s.id AND c.group_id = %s"
    )
    return [(statement, [*arrays, actor.group_id])]

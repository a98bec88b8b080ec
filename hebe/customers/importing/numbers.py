"""Member and record numbers: the file's own where nobody has them, else new ones."""

from collections.abc import Sequence

from django.db import connection

from hebe.access.actor import Actor
from hebe.customers.legacy.parsed import ParsedRow
from hebe.tenancy.models import next_number

LONGEST = 40


def numbers_of(actor: Actor, people: Sequence[ParsedRow]) -> list[tuple[str, str]]:
    """Return (member number, record number) for each new customer of a list."""
    members = _own(actor, "member_no", people)
    records = _own(actor, "record_no", people)
    fresh = iter(_new(actor, set(members), sum(not number for number in members)))
    return [
        (member or next(fresh), record) for member, record in zip(members, records, strict=True)
    ]


def _own(actor: Actor, column: str, people: Sequence[ParsedRow]) -> list[str]:
    """Return the number each row states; empty where it states none, or one that is taken."""
    stated = [str(row.values.get(column, ""))[:LONGEST] for row in people]
    seen = _taken(actor, column, stated)
    found = []
    for number in stated:
        found.append("" if number in seen else number)
        seen.add(number)
    return found


def _new(actor: Actor, stated: set[str], count: int) -> list[str]:
    """Return `count` new member numbers, passing over those that are taken."""
    found: list[str] = []
    while len(found) < count:
        need = count - len(found)
        first = next_number(actor, "member", count=need)
        fresh = [f"HB1{number:05d}" for number in range(first, first + need)]
        taken = stated | _taken(actor, "member_no", fresh)
        found += [number for number in fresh if number not in taken]
    return found


def _taken(actor: Actor, column: str, numbers: Sequence[str]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {column} FROM customers_customer"  # noqa: S608
            f" WHERE group_id = %s AND {column} = ANY(%s) AND {column} <> ''",
            [actor.group_id, list(set(numbers))],
        )
        return {row[0] for row in cursor.fetchall()}

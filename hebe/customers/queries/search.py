"""Find a customer by what people remember: name, sound, number or its end (CUS-07)."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from hebe.access.actor import Actor, requires
from hebe.customers.models import Contact, Customer
from hebe.customers.queries.cards import CustomerCard, card_of, with_card
from hebe.customers.queries.reach import scope_fragments
from hebe.customers.tokens import (
    Forms,
    Wanted,
    digits,
    forms,
    hashed,
    wanted,
    whole_numbers,
    word,
)
from hebe.kernel import clock

SPARE = 6
IN_LISTS = 200


@dataclass(frozen=True, slots=True)
class Hit:
    """A customer found; `within_reach` is False for a colleague's, found by full number."""

    card: CustomerCard
    within_reach: bool = True
    why: str = ""


@requires("customers.view")
def search(actor: Actor, text: str, limit: int = 12) -> list[Hit]:
    """Return the customers a typed text finds, exact numbers first, then by recency and value.

    Of own or own-store actors only their customers are found, except by a full mobile,
    landline, member or record number, which finds anybody in the group (ORG-06).
    A constant number of queries.
    """
    want = wanted(text)
    if not want.runs:
        return []
    scope = scope_fragments(actor)
    ids, near = find_keys(actor, want, scope, limit + SPARE)
    rows = with_card(Customer.objects.of(actor).filter(pk__in=ids)).prefetch_related("contacts")
    by_key = {row.pk: row for row in rows}
    found = [by_key[key] for key in ids if key in by_key and fits(by_key[key], want)]
    today = clock.today(actor.zone)
    hits = []
    for row in found[:limit]:
        exact = fits_exactly(row, row.contacts.all(), text)
        if row.pk in near or exact:
            card, is_near = card_of(actor, row, today), row.pk in near
            card = card if is_near else card.from_afar()
            hits.append(Hit(card, is_near, "number" if exact else ""))
    return hits


def keys_named(actor: Actor, text: str) -> list[int]:
    """Return whom within reach a typed text finds, the best 200: for narrowing lists."""
    return [hit.card.id for hit in search(actor, text, IN_LISTS) if hit.within_reach]


def find_keys(
    actor: Actor, want: Wanted, scope: list[str] | None, limit: int
) -> tuple[list[int], set[int]]:
    """Return the keys found, best first, and which of them are within reach."""
    sql, args = find_statement(actor, want, scope, limit)
    with connection.cursor() as cursor:
        cursor.execute(sql, args)
        rows = cursor.fetchall()
    far = len(want.ways)
    near = {key for way, key, _rank in rows if way < far}
    return list(dict.fromkeys(key for _way, key, _rank in rows)), near


def find_statement(
    actor: Actor, want: Wanted, scope: list[str] | None, limit: int
) -> tuple[str, list[Any]]:
    """Return the one statement that finds, and what goes into it.

    Each row has the way that found it; a number beyond the scope comes after the ways.
    """
    ways = [hashed(actor.group_id, way) for way in want.ways]
    within = None if scope is None else hashed(actor.group_id, scope)
    asked = [(way, within) for way in ways]
    if within is not None and want.number:
        asked.append((hashed(actor.group_id, [f"w{_flat(want.number)}"]), None))
    sql = " UNION ALL ".join(
        f"SELECT {at} AS way, customer_id, rank"  # noqa: S608
        " FROM customers_find(%s::int[], %s, %s::int[])"
        for at in range(len(asked))
    )
    args = [value for way, among in asked for value in (way, limit, among)]
    return f"SELECT * FROM ({sql}) f ORDER BY way, rank DESC", args  # noqa: S608


def _flat(number: str) -> str:
    return digits(number) if number[:1] in "+0123456789" else number


def fits(customer: Customer, want: Wanted) -> bool:
    """Say whether a row is really meant, now that its numbers are readable."""
    name = forms(customer.name)
    return all(_fits_run(customer, run, name) for run in want.runs)


def _fits_run(customer: Customer, run: str, name: Forms) -> bool:
    if not run[0].isascii():
        return name.holds(run)
    flat = word(run)
    if digits(run) == flat:
        return any(flat in number for number in _numbers(customer))
    return name.sounds_like(flat) or flat in _words(customer)


def _numbers(customer: Customer) -> list[str]:
    held = [customer.phone, customer.member_no, customer.record_no]
    held += [contact.value for contact in customer.contacts.all()]
    return [digits(value) for value in held]


def _words(customer: Customer) -> set[str]:
    contacts = (contact.value for contact in customer.contacts.all())
    return {word(value) for value in (customer.member_no, customer.record_no, *contacts)}


def fits_exactly(customer: Customer, contacts: Iterable[Contact], text: str) -> bool:
    """Say whether a text is one of her whole numbers."""
    number = wanted(text).number
    if len(number) < 5:
        return False
    flat = _flat(number)
    codes = {word(customer.member_no), word(customer.record_no)}
    numbers = (customer.phone, *(contact.value for contact in contacts))
    lines = {line for number in numbers for line in whole_numbers(number)}
    return flat in codes or (len(flat) >= 7 and flat in lines)

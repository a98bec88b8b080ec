"""Plan an import, and carry it out in one go or not at all."""

import hashlib
from collections.abc import Callable, Collection, Mapping, Sequence
from itertools import chain
from typing import Any

from django.db import connection, transaction

from hebe.access.actor import Actor, requires
from hebe.customers import tokens
from hebe.customers.events import CustomersImported
from hebe.customers.importing import rows as make
from hebe.customers.importing.bulk import insert_many, reserve_keys
from hebe.customers.importing.known import fill_known
from hebe.customers.importing.reading import Reading, read_list
from hebe.customers.legacy.parsed import ParsedRow
from hebe.customers.legacy.plan import ImportPlan, plan_import
from hebe.customers.legacy.rows import parse
from hebe.customers.models import (
    Contact,
    Customer,
    CustomerTag,
    ImportRun,
    OpeningFact,
    SearchEntry,
)
from hebe.customers.services.index import index_customers
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import NotFound
from hebe.tenancy.models import Store

BATCH = 1000
Tell = Callable[[int, int], object]
LOCK = 7302


def _known(actor: Actor) -> Callable[[Sequence[str]], Mapping[str, int]]:
    def look_up(phones: Sequence[str]) -> Mapping[str, int]:
        digests = {tokens.phone_digest(phone): phone for phone in phones}
        found: dict[str, int] = {}
        keys = list(digests)
        for start in range(0, len(keys), 5000):
            rows = Customer.objects.of(actor).filter(
                phone_digest__in=keys[start : start + 5000]
            )
            for digest, pk in rows.values_list("phone_digest", "pk"):
                found[digests[bytes(digest)]] = pk
        return found

    return look_up


@requires("customers.import")
def plan_customers(
    actor: Actor,
    reading: Reading,
    *,
    corrections: Mapping[int, Mapping[str, str]] | None = None,
    skipped: Collection[int] = (),
) -> ImportPlan:
    """Return what importing a list would do; nothing is written."""
    parsed = parse(
        reading.table.rows,
        reading.mapping,
        today=clock.today(actor.zone),
        corrections=corrections,
        skipped=skipped,
    )
    return plan_import(parsed, _known(actor))


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
    dry_run: bool = False,
    tell: Tell = lambda _done, _total: None,
) -> tuple[ImportRun, ImportPlan]:
    """Import a list: everything importable, or nothing at all; repeating it makes nobody twice.

    One import of a group at a time (an advisory lock), so two clicks on one file end as one.
    Returns the run with its report, and the plan with the rejected rows.
    """
    actor.check("customers.import", store_id)
    store: Store | None = Store.objects.of(actor).filter(pk=store_id).first()
    if store is None:
        raise NotFound
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [LOCK, actor.group_id % 2**31])
        # Merge search tokens into their index in large portions: several times faster.
        cursor.execute("SET LOCAL gin_pending_list_limit = '64MB'")
    reading = read_list(actor, content, file_name, mapping)
    plan = plan_customers(actor, reading, corrections=corrections, skipped=skipped)
    run = ImportRun(
        group_id=actor.group_id, store=store, file_name=file_name[:200],
        file_digest=hashlib.sha256(content).hexdigest(), mapping=reading.mapping.to_json(),
        report=plan.report(), dry_run=dry_run, at=clock.now(), who=actor.name,
    )  # fmt: skip
    run.save()
    if not dry_run:
        _write(actor, plan, run, store, tell)
        event = CustomersImported(run.pk, store.pk, len(plan.customers), len(plan.rejected))
        publish(actor, event, subject=run, after={"report": run.report})
    return run, plan


def _write(actor: Actor, plan: ImportPlan, run: ImportRun, store: Store, tell: Tell) -> None:
    total = len(plan.customers) + len(plan.known)
    words = make.dictionaries(actor, [*plan.customers, *(row for _pk, row in plan.known)])
    numbers = _numbers(actor, plan.customers)
    keys = reserve_keys(Customer, len(plan.customers))
    for start in range(0, len(plan.customers), BATCH):
        part = plan.customers[start : start + BATCH]
        people = [
            make.customer_of(actor, row, words, store, *numbers[start + at])
            for at, row in enumerate(part)
        ]
        for at, person in enumerate(people):
            person.pk = keys[start + at]
        insert_many(Customer, people)
        _write_around(people, part, words, run)
        tell(start + len(part), total)
    index_customers(actor, fill_known(actor, plan.known, words, run))
    tell(total, total)


def _numbers(actor: Actor, people: Sequence[ParsedRow]) -> list[tuple[str, str]]:
    """Return member and record numbers: the file's own where nobody has them, else new ones."""
    rows = Customer.objects.of(actor)
    members = set(rows.values_list("member_no", flat=True))
    records = set(rows.exclude(record_no="").values_list("record_no", flat=True))
    stated = [
        (
            _free(str(row.values.get("member_no", ""))[:40], members),
            _free(str(row.values.get("record_no", ""))[:40], records),
        )
        for row in people
    ]
    lacking = sum(not member for member, _record in stated)
    fresh = iter(make.free_numbers(actor, "member", "HB1", 5, members, lacking))
    return [(member or next(fresh), record) for member, record in stated]


def _free(number: str, taken: set[str]) -> str:
    if not number or number in taken:
        return ""
    taken.add(number)
    return number


def _write_around(
    people: Sequence[Customer],
    rows: Sequence[ParsedRow],
    words: make.Dictionaries,
    run: ImportRun,
) -> None:
    """Write what belongs to new customers: contacts, tags, opening facts, search entries."""
    pairs = list(zip(people, rows, strict=True))
    contacts = [make.contacts_of(person, row) for person, row in pairs]
    insert_many(Contact, list(chain.from_iterable(contacts)))
    insert_many(
        CustomerTag,
        [
            CustomerTag(
                group_id=person.group_id,
                customer_id=person.pk,
                tag_id=words.tags[tag[:30]],
                at=run.at,
            )
            for person, row in pairs
            for tag in dict.fromkeys(row.tags)
        ],
    )
    insert_many(
        OpeningFact,
        [fact for person, row in pairs for fact in make.facts_of(person, row, run.pk)],
    )
    insert_many(
        SearchEntry,
        [
            make.entry_of(person, reached)
            for person, reached in zip(people, contacts, strict=True)
        ],
    )

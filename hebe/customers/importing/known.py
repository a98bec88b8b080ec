"""Customers of the file who were here before: what is empty is filled, nothing overwritten."""

from collections.abc import Sequence

from hebe.access.actor import Actor
from hebe.customers.importing import rows as make
from hebe.customers.importing.bulk import insert_many
from hebe.customers.legacy.parsed import ParsedRow
from hebe.customers.models import Customer, ImportRun, OpeningFact

BATCH = 1000
FILLED = (*make.BLANK, "channel_id", "advisor_id", "doctor_id", "carer_id", "last_visit_on")
COLUMNS = [name.removesuffix("_id") for name in FILLED]


def fill_known(
    actor: Actor,
    known: Sequence[tuple[int, ParsedRow]],
    words: make.Dictionaries,
    run: ImportRun,
) -> list[int]:
    """Fill the gaps of these customers from their rows; return the keys of the changed ones.

    Opening facts are taken over only for somebody who has none yet.
    """
    changed: list[int] = []
    for start in range(0, len(known), BATCH):
        changed += _fill_part(actor, dict(known[start : start + BATCH]), words, run)
    return changed


def _fill_part(
    actor: Actor, rows: dict[int, ParsedRow], words: make.Dictionaries, run: ImportRun
) -> list[int]:
    people = Customer.objects.of(actor).filter(pk__in=rows).locked()
    have = set(
        OpeningFact.objects.of(actor)
        .filter(customer__in=rows)
        .values_list("customer_id", flat=True)
    )
    changed, facts = [], []
    for person in people:
        offered = make.customer_of(actor, rows[person.pk], words, run.store, "", "")
        gaps = [f for f in FILLED if not getattr(person, f) and getattr(offered, f)]
        for name in gaps:
            setattr(person, name, getattr(offered, name))
        if gaps:
            changed.append(person)
        if person.pk not in have:
            facts += make.facts_of(person, rows[person.pk], run.pk)
    Customer.objects.of(actor).bulk_update(changed, COLUMNS, batch_size=200)
    insert_many(OpeningFact, facts)
    return [person.pk for person in changed]

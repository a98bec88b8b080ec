"""Keep the search index true to the customers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from hebe.access.actor import Actor, requires
from hebe.customers import rules, tokens
from hebe.customers.choices import ContactKind
from hebe.customers.models import Contact, Customer

BATCH = 2000
WRITE = """
INSERT INTO customers_search (group_id, customer_id, tokens, rank)
SELECT %s, c, t::int[], r FROM unnest(%s::bigint[], %s::text[], %s::int[]) AS s(c, t, r)
ON CONFLICT (customer_id) DO UPDATE SET tokens = EXCLUDED.tokens, rank = EXCLUDED.rank
"""
FIELDS = (
    "group_id", "name", "phone", "member_no", "record_no", "advisor_id", "doctor_id",
    "carer_id", "home_store_id", "created_by_id", "created_at", "last_visit_on", "spent_fen",
    "is_key",
)  # fmt: skip
NUMBERS = {ContactKind.PHONE, ContactKind.LANDLINE}


def fragments_of(customer: Customer, contacts: Iterable[Contact]) -> set[str]:
    """Return everything one customer can be found by."""
    found = tokens.name_fragments(customer.name)
    found |= tokens.code_fragments(customer.member_no)
    found |= tokens.code_fragments(customer.record_no)
    if customer.phone:
        found |= tokens.number_fragments(customer.phone)
    for contact in contacts:
        if contact.kind in NUMBERS:
            found |= tokens.number_fragments(contact.value)
        elif tokens.word(contact.value):
            found.add(f"w{tokens.word(contact.value)}")
    carers = {customer.advisor_id, customer.doctor_id, customer.carer_id} - {None}
    found |= {f"m{member}" for member in carers}
    return found | {f"s{customer.home_store_id}", f"c{customer.created_by_id}"}


def rank_of(customer: Customer) -> int:
    """Return how high a customer stands among equal hits."""
    return rules.rank(
        customer.created_at.date(),
        customer.last_visit_on,
        customer.spent_fen,
        is_key=customer.is_key,
    )


def index_rows(actor: Actor, customers: Sequence[Customer]) -> None:
    """Write the index rows of these customers: two queries, however many they are."""
    contacts: dict[int, list[Contact]] = defaultdict(list)
    for contact in Contact.objects.of(actor).filter(customer__in=customers):
        contacts[contact.customer_id].append(contact)
    keys, texts, ranks = [], [], []
    for customer in customers:
        found = fragments_of(customer, contacts[customer.pk])
        hashes = tokens.hashed(actor.group_id, found)
        keys.append(customer.pk)
        texts.append("{" + ",".join(map(str, hashes)) + "}")
        ranks.append(rank_of(customer))
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [actor.group_id, keys, texts, ranks])


@requires("customers.view")
@transaction.atomic
def index_customers(actor: Actor, ids: Iterable[int]) -> int:
    """Make customers findable who were written in bulk (imports); return how many.

    Reads and writes 2,000 at a time; safe to repeat.
    """
    keys = list(ids)
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        rows = list(Customer.objects.of(actor).filter(pk__in=part).only("pk", *FIELDS))
        index_rows(actor, rows)
    if len(keys) > BATCH:
        transaction.on_commit(weigh_fragments)
    return len(keys)


def weigh_fragments() -> None:
    """Count how often each fragment occurs, so that search plans rightly after a bulk write."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT customers_weigh_fragments()")

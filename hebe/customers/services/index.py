"""Keep the search index true to the customers."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from hebe.access.actor import Actor, requires
from hebe.customers import rules
from hebe.customers.fragments import Fragments
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
    fragments = Fragments(actor.group_id)
    keys = [customer.pk for customer in customers]
    texts = [
        fragments.of(
            one, [(c.kind, c.value) for c in contacts[one.pk]], entered_by=one.created_by_id
        )
        for one in customers
    ]
    ranks = [rank_of(customer) for customer in customers]
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

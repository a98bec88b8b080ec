"""The same act for many customers at once."""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.events import CustomerTagged, CustomerTeamChanged
from hebe.customers.models import Customer, CustomerTag
from hebe.customers.queries.reach import customers
from hebe.customers.services.index import index_rows
from hebe.customers.services.tags import tag_of
from hebe.customers.services.team import people_of
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid

MOST = 5000
PART = 500


def _parts(actor: Actor, permission: str, keys: Iterable[int]) -> Iterator[list[Customer]]:
    """Yield the customers within reach, locked, in batches; Invalid when there are too many."""
    wanted = sorted(set(keys))
    if not wanted:
        raise Invalid("row", _("Tick at least one customer."))
    if len(wanted) > MOST:
        raise Invalid("row", _("At most 5,000 customers at once; narrow the filter."))
    for start in range(0, len(wanted), PART):
        part = wanted[start : start + PART]
        reached = customers(actor, permission).filter(pk__in=part).values_list("pk", flat=True)
        yield list(Customer.objects.of(actor).filter(pk__in=list(reached)).locked())


@requires("customers.tag")
@transaction.atomic
def tag_customers(actor: Actor, *, customer_ids: Iterable[int], tag_id: int) -> int:
    """Put a tag on many within reach; return how many did not have it before."""
    tag = tag_of(actor, tag_id)
    count = 0
    for part in _parts(actor, "customers.tag", customer_ids):
        worn = CustomerTag.objects.of(actor).filter(tag=tag, customer__in=part)
        known = set(worn.values_list("customer_id", flat=True))
        fresh = [customer for customer in part if customer.pk not in known]
        CustomerTag.unscoped.bulk_create(
            CustomerTag(group_id=actor.group_id, customer=customer, tag=tag, at=clock.now())
            for customer in fresh
        )
        for customer in fresh:
            publish(actor, CustomerTagged(customer.pk, tag.pk, tag.name), subject=customer)
        count += len(fresh)
    return count


@requires("customers.team")
@transaction.atomic
def set_advisor(actor: Actor, *, customer_ids: Iterable[int], advisor_id: int) -> int:
    """Give many customers one advisor (somebody left, CUS-14); return how many changed."""
    advisor = people_of(actor, {"advisor": advisor_id})["advisor"]
    count = 0
    for part in _parts(actor, "customers.team", customer_ids):
        moved = [customer for customer in part if customer.advisor_id != advisor_id]
        for customer in moved:
            customer.advisor = advisor
        Customer.unscoped.bulk_update(moved, ["advisor"])
        index_rows(actor, moved)
        name = advisor.name if advisor else ""
        for customer in moved:
            told = CustomerTeamChanged(customer.pk, advisor=name, detail=name)
            publish(actor, told, subject=customer)
        count += len(moved)
    return count

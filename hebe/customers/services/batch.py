"""The same act for many customers at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

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
from hebe.staff.models import Member

AT_ONCE = 200  # what a person waits for; more is a job to watch
MOST = 100_000
PART = 500


@dataclass(slots=True)
class Outcome:
    """How many changed, how many were so already, and how many are not in reach."""

    changed: int = 0
    same: int = 0
    out_of_reach: int = 0

    def __add__(self, other: "Outcome") -> "Outcome":
        return Outcome(
            self.changed + other.changed,
            self.same + other.same,
            self.out_of_reach + other.out_of_reach,
        )


def chosen(keys: Iterable[int]) -> list[int]:
    """Return the chosen customers' keys in order; Invalid for none or over 100,000."""
    wanted = sorted(set(keys))
    if not wanted:
        raise Invalid("row", _("Tick at least one customer."))
    if len(wanted) > MOST:
        raise Invalid("row", _("At most 100,000 customers at once; narrow the filter."))
    return wanted


def _parts(
    actor: Actor, permission: str, keys: Iterable[int]
) -> Iterator[tuple[list[Customer], int]]:
    """Yield the customers within reach, locked, in batches, and how many of each are not."""
    wanted = chosen(keys)
    for start in range(0, len(wanted), PART):
        part = wanted[start : start + PART]
        reached = customers(actor, permission).filter(pk__in=part).values_list("pk", flat=True)
        found = list(Customer.objects.of(actor).filter(pk__in=list(reached)).locked())
        yield found, len(part) - len(found)


@requires("customers.tag")
@transaction.atomic
def tag_customers(actor: Actor, *, customer_ids: Iterable[int], tag_id: int) -> Outcome:
    """Put a tag on many within reach."""
    tag, total = tag_of(actor, tag_id), Outcome()
    for part, away in _parts(actor, "customers.tag", customer_ids):
        worn = CustomerTag.objects.of(actor).filter(tag=tag, customer__in=part)
        known = set(worn.values_list("customer_id", flat=True))
        fresh = [customer for customer in part if customer.pk not in known]
        CustomerTag.unscoped.bulk_create(
            CustomerTag(group_id=actor.group_id, customer=customer, tag=tag, at=clock.now())
            for customer in fresh
        )
        for customer in fresh:
            publish(actor, CustomerTagged(customer.pk, tag.pk, tag.name), subject=customer)
        total += Outcome(len(fresh), len(part) - len(fresh), away)
    return total


@requires("customers.team")
@transaction.atomic
def set_advisor(actor: Actor, *, customer_ids: Iterable[int], advisor_id: int) -> Outcome:
    """Give many customers one advisor (somebody left, CUS-14)."""
    return _hand_over(actor, customer_ids, "advisor", advisor_id)


@requires("customers.team")
@transaction.atomic
def set_carer(actor: Actor, *, customer_ids: Iterable[int], carer_id: int) -> Outcome:
    """Hand the after-care of many customers over to one person."""
    return _hand_over(actor, customer_ids, "carer", carer_id)


def _hand_over(actor: Actor, keys: Iterable[int], role: str, member_id: int) -> Outcome:
    member, total = people_of(actor, {role: member_id})[role], Outcome()
    name = member.name if member else ""
    for part, away in _parts(actor, "customers.team", keys):
        moved = [customer for customer in part if getattr(customer, f"{role}_id") != member_id]
        before = _names(actor, [getattr(customer, f"{role}_id") for customer in moved])
        for customer in moved:
            setattr(customer, role, member)
        Customer.unscoped.bulk_update(moved, [role])
        index_rows(actor, moved)
        for customer, was in zip(moved, before, strict=True):
            told = CustomerTeamChanged(customer.pk, **{role: name}, detail=name)
            publish(actor, told, subject=customer, before={role: was}, after={role: name})
        total += Outcome(len(moved), len(part) - len(moved), away)
    return total


def _names(actor: Actor, keys: list[int | None]) -> list[str]:
    """Return the names of members by their keys, "" for nobody; one query."""
    known = dict(Member.objects.of(actor).filter(pk__in=set(keys)).values_list("pk", "name"))
    return [known.get(key, "") for key in keys]

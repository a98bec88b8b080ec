"""Whose customers an actor sees."""

from typing import Any

from django.db.models import Q, QuerySet

from hebe.access.actor import Actor
from hebe.customers.models import Customer, Reception
from hebe.kernel import clock
from hebe.kernel.errors import NotFound
from hebe.staff.models import Member

OWN = "advisor__user_id doctor__user_id carer__user_id created_by_id"


def reach(actor: Actor, permission: str = "customers.view") -> Q:
    """Return the customers that a permission reaches, and those received by full number."""
    grant = actor.grants.get(permission)
    scope = actor.scope(permission, store="home_store_id", own=OWN)
    if grant is None or (grant.stores is None and not grant.own):
        return scope
    received = Reception.objects.of(actor).filter(user_id=actor.user_id, until__gt=clock.now())
    return scope | Q(pk__in=received.values("customer_id"))


def customers(actor: Actor, permission: str = "customers.view") -> QuerySet[Any]:
    """Return the customers of the group that a permission reaches."""
    return Customer.objects.of(actor).filter(reach(actor, permission))


def get_customer(
    actor: Actor, customer_id: int, permission: str = "customers.view"
) -> Customer:
    """Return one customer within reach, with store, channel and team; NotFound otherwise."""
    found: Customer | None = (
        customers(actor, permission)
        .select_related("home_store", "channel", "referrer", "advisor", "doctor", "carer")
        .filter(pk=customer_id)
        .first()
    )
    if found is None:
        raise NotFound
    return found


def scope_fragments(actor: Actor) -> list[str] | None:
    """Return what the search index must hold, one of these, for a row to be within reach.

    None when everybody in the group is.
    """
    grant = actor.grants.get("customers.view")
    if grant is None:
        return []
    if grant.own:
        mine = (
            Member.objects.of(actor).filter(user_id=actor.user_id).values_list("pk", flat=True)
        )
        return [f"c{actor.user_id}", *(f"m{pk}" for pk in mine)]
    if grant.stores is None:
        return None
    return [f"s{store}" for store in sorted(grant.stores)]

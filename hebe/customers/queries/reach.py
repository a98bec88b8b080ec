"""Whose customers an actor sees."""

from django.db.models import Q

from hebe.access.actor import Actor
from hebe.customers.guests import guests
from hebe.customers.models import Customer, Reception
from hebe.customers.rules import masked_name
from hebe.kernel import clock
from hebe.staff.models import Member
from hebe.tenancy.models import GroupQuerySet


def mine_of(actor: Actor, people: frozenset[int] | None = None) -> Q:
    """Return the customers an actor (or these log-ins) cares for or entered.

    Asks for the staff keys first: with plain keys PostgreSQL joins four small indexes, where
    a join to the staff would read every customer.
    """
    users = sorted(_herself(actor) if people is None else people)
    mine = members_of(actor, people)
    cared_for = Q(advisor_id__in=mine) | Q(doctor_id__in=mine) | Q(carer_id__in=mine)
    return cared_for | Q(created_by_id__in=users)


def members_of(actor: Actor, people: frozenset[int] | None = None) -> list[int]:
    """Return the keys under which the actor (or these log-ins) is at work."""
    users = sorted(_herself(actor) if people is None else people)
    if not users:
        return []
    rows = Member.objects.of(actor).filter(user_id__in=users)
    return list(rows.values_list("pk", flat=True))


def _herself(actor: Actor) -> frozenset[int]:
    return frozenset() if actor.user_id is None else frozenset([actor.user_id])


def reach(actor: Actor, permission: str = "customers.view") -> Q:
    """Return the customers that a permission reaches, and those who stand here.

    Who stands here was received by her full number, or is on a visit now (ORG-06).
    """
    grant = actor.grants.get(permission)
    if grant is None or (grant.stores is None and not grant.own):
        return actor.scope(permission, Customer.reached_by)
    received = Reception.objects.of(actor).filter(user_id=actor.user_id, until__gt=clock.now())
    here = [rows.values_list("customer_id") for rows in guests(actor, permission)]
    keys = [key for (key,) in received.values_list("customer_id").union(*here)]
    if grant.own:
        scope = mine_of(actor, actor.people(permission)) | Q(home_store_id__in=grant.whole)
    else:
        scope = actor.scope(permission, Customer.reached_by)
    return scope | Q(pk__in=keys) if keys else scope


def customers(actor: Actor, permission: str = "customers.view") -> GroupQuerySet:
    """Return the customers of the group that a permission reaches."""
    return Customer.objects.of(actor).filter(reach(actor, permission))


def get_customer(
    actor: Actor, customer_id: int, permission: str = "customers.view"
) -> Customer:
    """Return one customer within reach, with store, channel and team; NotFound otherwise."""
    found: Customer = (
        customers(actor, permission)
        .select_related("home_store", "channel", "referrer", "advisor", "doctor", "carer")
        .one(customer_id)
    )
    return found


def name_from_afar(actor: Actor, customer_id: int) -> str:
    """Return a customer's name as somebody else's file may tell it: masked beyond reach."""
    known: Customer = Customer.objects.of(actor).one(customer_id)
    within = customers(actor).filter(pk=customer_id).exists()
    return known.name if within else masked_name(known.name)


def scope_fragments(actor: Actor) -> list[str] | None:
    """Return what the search index must hold, one of these, for a row to be within reach.

    None when everybody in the group is.
    """
    grant = actor.grants.get("customers.view")
    if grant is None:
        return []
    if grant.full is None:
        return None
    whole = [f"s{store}" for store in sorted(grant.full)]
    if not grant.own:
        return whole
    people = actor.people("customers.view")
    entered = [f"c{user}" for user in sorted(people)]
    return [*entered, *(f"m{pk}" for pk in members_of(actor, people)), *whole]

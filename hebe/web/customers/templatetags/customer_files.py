"""The way to a customer's file, for those whom it would let in."""

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import reverse

from hebe.access.actor import Actor
from hebe.customers.models import Customer
from hebe.customers.queries import CustomerCard, customers
from hebe.customers.queries.reach import members_of

register = template.Library()


@register.simple_tag(takes_context=True)
def file_of(context: Context, customer: Customer | CustomerCard) -> str:
    """Return the address of a file, or "" when it is beyond the reader's reach.

    Whoever meets a customer at work, on a visit handed over or in a to-do, need not be
    allowed her file. A card was read within reach already.
    """
    asks = context["request"], context["actor"]
    if isinstance(customer, Customer) and not _opens(*asks, customer):
        return ""
    return reverse("customers:detail", args=[customer.pk])


def _opens(request: HttpRequest, actor: Actor, customer: Customer) -> bool:
    """Answer what is plain from the row; ask only about the few that are left."""
    grant = actor.grants.get("customers.view")
    if grant is None:
        return False
    if grant.full is None or customer.home_store_id in grant.full:
        return True
    team = {customer.advisor_id, customer.doctor_id, customer.carer_id}
    if grant.own and team & _members(request, actor):
        return True
    return bool(customers(actor).filter(pk=customer.pk).exists())


def _members(request: HttpRequest, actor: Actor) -> set[int]:
    if not hasattr(request, "members_acting"):
        request.members_acting = set(members_of(actor, actor.people("customers.view")))  # type: ignore[attr-defined]
    known: set[int] = request.members_acting  # type: ignore[attr-defined]
    return known

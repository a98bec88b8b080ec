"""The customer an act works on."""

from hebe.access.actor import Actor
from hebe.customers.models import Customer
from hebe.customers.queries.reach import customers
from hebe.kernel.errors import NotFound


def locked(actor: Actor, customer_id: int, permission: str) -> Customer:
    """Return one customer within reach of a permission, locked; NotFound otherwise."""
    if not customers(actor, permission).filter(pk=customer_id).exists():
        raise NotFound
    customer: Customer = Customer.objects.of(actor).locked().get(pk=customer_id)
    return customer

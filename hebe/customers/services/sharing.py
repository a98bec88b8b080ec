"""A mobile that is somebody else's own: a child's guardian's, a couple's."""

from datetime import date

from hebe.access.actor import Actor
from hebe.customers.choices import ContactKind
from hebe.customers.details import Details, number
from hebe.customers.models import Contact, Customer
from hebe.customers.rules import is_minor
from hebe.customers.services.contacts import reach_by
from hebe.customers.tokens import phone_digest


def set_apart(details: Details, today: date) -> str:
    """Take the mobile out of the details, as one she shares, and return it; Invalid if none.

    A minor's is also her guardian's, where none is named.
    """
    shared = number("phone", details.get("phone"))
    details["phone"] = ""
    if is_minor(details.get("birthday"), today) and not details.get("guardian_phone"):
        details["guardian_phone"] = shared
    return shared


def reach_by_shared(actor: Actor, customer: Customer, shared: str) -> None:
    """Put a shared mobile on her file, unless it stands there."""
    hers = Contact.objects.of(actor).filter(customer=customer, digest=phone_digest(shared))
    if shared and not hers.exists():
        reach_by(actor, customer, ContactKind.PHONE.value, shared, field="phone")

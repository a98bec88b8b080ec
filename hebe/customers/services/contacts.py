"""Further ways to reach a customer."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.choices import ContactKind
from hebe.customers.details import text_of
from hebe.customers.errors import ContactTaken
from hebe.customers.events import ContactAdded, ContactRemoved
from hebe.customers.models import Contact, Customer
from hebe.customers.services.index import index_rows
from hebe.customers.services.locking import locked
from hebe.customers.tokens import phone_digest, plain
from hebe.journal.publish import publish
from hebe.kernel import phones
from hebe.kernel.errors import Invalid, NotFound
from hebe.kernel.violations import refusing


@requires("customers.edit")
@transaction.atomic
def add_contact(actor: Actor, *, customer_id: int, kind: str, value: str) -> Contact:
    """Add a further way to reach her; numbers are checked, nothing is merged by them."""
    customer = locked(actor, customer_id, "customers.edit")
    contact = reach_by(actor, customer, kind, value)
    index_rows(actor, [customer])
    publish(actor, ContactAdded(customer.pk, contact.pk), subject=customer)
    return contact


def reach_by(
    actor: Actor, customer: Customer, kind: str, value: str, *, field: str = "value"
) -> Contact:
    """Put a contact on her file; Invalid about `field`, ContactTaken when she has it."""
    text = _checked(kind, value, field)
    contact = Contact(
        group_id=actor.group_id,
        customer=customer,
        kind=kind,
        value=text,
        digest=phone_digest(plain(text)),
    )
    with refusing({"one_contact_per_value": ContactTaken()}):
        contact.save()
    return contact


def _checked(kind: str, value: str, field: str) -> str:
    if kind not in ContactKind.values:
        raise Invalid("kind", _("Choose one of the list."))
    text = text_of(field, value, 120)
    if not text:
        raise Invalid(field, _("Enter the number or name."))
    if kind in {ContactKind.PHONE, ContactKind.LANDLINE}:
        found = phones.canonical(text)
        if found is None:
            raise Invalid(field, _("This is not a whole number."))
        return found
    if kind == ContactKind.EMAIL and not (1 <= text.find("@") < len(text) - 3):
        raise Invalid(field, _("This is not an e-mail address."))
    return text


@requires("customers.edit")
@transaction.atomic
def remove_contact(actor: Actor, *, customer_id: int, contact_id: int) -> None:
    """Take a way to reach her off her file."""
    customer = locked(actor, customer_id, "customers.edit")
    gone, _rows = Contact.objects.of(actor).filter(pk=contact_id, customer=customer).delete()
    if not gone:
        raise NotFound
    index_rows(actor, [customer])
    publish(actor, ContactRemoved(customer.pk, contact_id), subject=customer)

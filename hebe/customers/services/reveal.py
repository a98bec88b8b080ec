"""Look past a mask: allowed, with a reason and a trace."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.details import text_of
from hebe.customers.events import FieldRevealed
from hebe.customers.models import Contact, Customer
from hebe.customers.queries.reach import get_customer
from hebe.journal.publish import publish
from hebe.kernel.errors import Invalid, NotFound

REVEALED = ("phone", "guardian_phone", "contact")


@requires("customers.reveal")
@transaction.atomic
def reveal_field(
    actor: Actor, *, customer_id: int, field: str, reason: str, contact_id: int | None = None
) -> str:
    """Return one masked number in full; who, which and why stay in the audit trail.

    `field` is phone, guardian_phone or contact (then `contact_id` says which).
    """
    why = text_of("reason", reason, 200)
    if len(why) < 2:
        raise Invalid("reason", _("Say what you need the number for."))
    if field not in REVEALED:
        raise Invalid("field")
    customer = get_customer(actor, customer_id, "customers.reveal")
    value = _value(actor, customer, field, contact_id)
    publish(actor, FieldRevealed(customer.pk, field, why), subject=customer)
    return value


def _value(actor: Actor, customer: Customer, field: str, contact_id: int | None) -> str:
    if field != "contact":
        return str(getattr(customer, field))
    contact: Contact | None = (
        Contact.objects.of(actor).filter(pk=contact_id, customer=customer).first()
    )
    if contact is None:
        raise NotFound
    return contact.value

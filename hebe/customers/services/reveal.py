"""Look past a mask, or past one's own customers: allowed, with a reason and a trace."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.details import text_of
from hebe.customers.errors import NumberDoesNotFit, TooManyReceived
from hebe.customers.events import CustomerReceived, FieldRevealed
from hebe.customers.models import Contact, Customer, Reception
from hebe.customers.queries.reach import customers, get_customer
from hebe.customers.queries.search import fits_exactly
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid, NotFound

REVEALED = ("phone", "guardian_phone", "contact")
RECEPTION_FOR = timedelta(hours=12)
MOST_RECEPTIONS = 50  # member numbers follow each other: nobody walks through them all


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


@requires("customers.view")
@transaction.atomic
def receive_customer(actor: Actor, *, customer_id: int, number: str) -> Customer:
    """Open a colleague's customer who is standing here and gives her full number (ORG-06).

    For 12 hours the actor sees her like an own customer. NumberDoesNotFit unless `number`
    is her whole mobile, landline, member or record number, TooManyReceived when 50 are open.
    """
    customer: Customer = Customer.objects.of(actor).one(customer_id)
    contacts = Contact.objects.of(actor).filter(customer=customer)
    if not fits_exactly(customer, contacts, number):
        raise NumberDoesNotFit
    if customers(actor).filter(pk=customer_id).exists():
        return customer
    at = clock.now()
    received = Reception.objects.of(actor).filter(user_id=actor.user_id, until__gt=at)
    if received.count() >= MOST_RECEPTIONS:
        raise TooManyReceived(most=MOST_RECEPTIONS)
    Reception.objects.of(actor).create(
        group_id=actor.group_id,
        customer=customer,
        user_id=actor.user_id or 0,
        at=at,
        until=at + RECEPTION_FOR,
    )
    publish(actor, CustomerReceived(customer.pk, actor.store_id), subject=customer)
    return customer

"""Change a customer's data, leaving a trace of what it was."""

from typing import Any, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.choices import ContactKind
from hebe.customers.details import SEALED, Details, cleaned, text_of
from hebe.customers.errors import ContactTaken
from hebe.customers.events import (
    ContactAdded,
    ContactRemoved,
    CustomerDataConfirmed,
    CustomerMarked,
    CustomerUpdated,
)
from hebe.customers.models import Contact, Customer
from hebe.customers.queries.reach import customers
from hebe.customers.services.create import save_one
from hebe.customers.services.index import index_rows
from hebe.customers.tokens import phone_digest, plain
from hebe.journal.publish import publish
from hebe.kernel import clock, phones
from hebe.kernel.errors import Invalid, NotFound
from hebe.kernel.violations import refusing


def locked(actor: Actor, customer_id: int, permission: str) -> Customer:
    """Return one customer within reach of a permission, locked; NotFound otherwise."""
    if not customers(actor, permission).filter(pk=customer_id).exists():
        raise NotFound
    customer: Customer = Customer.objects.of(actor).locked().get(pk=customer_id)
    return customer


@requires("customers.edit")
@transaction.atomic
def update_customer(actor: Actor, *, customer_id: int, **changes: Unpack[Details]) -> Customer:
    """Change what is given; the audit row holds before and after, sealed fields masked.

    Raises Invalid, Forbidden (a field the actor may not see), PhoneTaken. Nothing changed
    means nothing is written.
    """
    columns = cleaned(actor, changes)
    customer = locked(actor, customer_id, "customers.edit")
    if columns.get("referrer_id") == customer.pk:
        raise Invalid("referrer_id", _("Nobody brings herself."))
    before = {field: getattr(customer, field) for field in columns}
    changed = [field for field in columns if before[field] != columns[field]]
    if not changed:
        return customer
    for field in changed:
        setattr(customer, field, columns[field])
    customer.updated_at = clock.now()
    save_one(actor, customer)
    index_rows(actor, [customer])
    kept = [field for field in changed if field != "name_key"]
    publish(
        actor,
        CustomerUpdated(customer.pk),
        subject=customer,
        before={field: _kept(field, before[field]) for field in kept},
        after={field: _kept(field, columns[field]) for field in kept},
    )
    return customer


def _kept(field: str, value: Any) -> Any:
    """Return what the audit may hold of a value: numbers masked, medical text not at all."""
    if field not in SEALED:
        return value.isoformat() if hasattr(value, "isoformat") else value
    if "phone" in field:
        return phones.mask(value) if value else ""
    return "***" if value else ""


@requires("customers.edit")
@transaction.atomic
def add_contact(actor: Actor, *, customer_id: int, kind: str, value: str) -> Contact:
    """Add a further way to reach her; numbers are checked, nothing is merged by them."""
    if kind not in ContactKind.values:
        raise Invalid("kind", _("Choose one of the list."))
    text = _contact_value(kind, value)
    customer = locked(actor, customer_id, "customers.edit")
    contact = Contact(
        group_id=actor.group_id,
        customer=customer,
        kind=kind,
        value=text,
        digest=phone_digest(plain(text)),
    )
    with refusing({"one_contact_per_value": ContactTaken()}):
        contact.save()
    index_rows(actor, [customer])
    publish(actor, ContactAdded(customer.pk, contact.pk), subject=customer)
    return contact


def _contact_value(kind: str, value: str) -> str:
    text = text_of("value", value, 120)
    if not text:
        raise Invalid("value", _("Enter the number or name."))
    if kind in {ContactKind.PHONE, ContactKind.LANDLINE}:
        found = phones.canonical(text)
        if found is None:
            raise Invalid("value", _("This is not a whole number."))
        return found
    if kind == ContactKind.EMAIL and not (1 <= text.find("@") < len(text) - 3):
        raise Invalid("value", _("This is not an e-mail address."))
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


@requires("customers.edit")
@transaction.atomic
def mark_key(actor: Actor, *, customer_id: int, is_key: bool) -> Customer:
    """Mark her as a key customer, or take the mark off (CUS-13)."""
    customer = locked(actor, customer_id, "customers.edit")
    if customer.is_key != is_key:
        customer.is_key = is_key
        customer.save(update_fields=["is_key"])
        index_rows(actor, [customer])
        publish(actor, CustomerMarked(customer.pk, is_key), subject=customer)
    return customer


@requires("customers.edit")
@transaction.atomic
def confirm_data(actor: Actor, *, customer_id: int) -> Customer:
    """Say that her data were gone through with her today (CUS-12)."""
    customer = locked(actor, customer_id, "customers.edit")
    customer.checked_at = clock.now()
    customer.save(update_fields=["checked_at"])
    publish(actor, CustomerDataConfirmed(customer.pk), subject=customer)
    return customer

"""Save one customer; the database decides whose number it is."""

from hebe.access.actor import Actor
from hebe.customers import rules, tokens
from hebe.customers.errors import PhoneTaken, RecordNumberTaken
from hebe.customers.models import Customer
from hebe.kernel import phones
from hebe.kernel.violations import refusing


def save_one(actor: Actor, customer: Customer) -> None:
    """Save, or raise PhoneTaken with whose number it is."""
    customer.phone_digest = tokens.phone_digest(customer.phone) if customer.phone else None
    try:
        with refusing(
            {
                "one_customer_per_phone": PhoneTaken(),
                "one_customer_per_record_no": RecordNumberTaken(),
            }
        ):
            customer.save()
    except PhoneTaken as taken:
        raise _taken(actor, customer.phone) from taken


def _taken(actor: Actor, number: str) -> PhoneTaken:
    """Return the refusal that names, masked, who has a number."""
    owner: Customer = Customer.objects.of(actor).get(phone_digest=tokens.phone_digest(number))
    return PhoneTaken(
        name=rules.masked_name(owner.name),
        phone=phones.mask(number),
        member_no=owner.member_no,
        customer_id=owner.pk,
    )

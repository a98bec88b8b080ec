"""Enter a customer."""

from typing import Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers import details as entered
from hebe.customers import rules, tokens
from hebe.customers.details import Details
from hebe.customers.errors import PhoneTaken
from hebe.customers.events import CustomerCreated
from hebe.customers.models import Customer
from hebe.customers.services.index import index_rows
from hebe.journal.publish import publish
from hebe.kernel import clock, phones
from hebe.kernel.errors import Invalid, Refused
from hebe.kernel.violations import refusing
from hebe.staff.models import Member
from hebe.tenancy.models import next_number


class RecordNumberTaken(Refused):
    """Somebody has this record number."""

    message = _("This record number is used already. Nothing was saved.")


@requires("customers.create")
@transaction.atomic
def create_customer(actor: Actor, **details: Unpack[Details]) -> Customer:
    """Enter a customer: `name` and `phone` at least, at the actor's store unless one is named.

    Numbers are given out here. Her advisor is the actor, if the actor is one at work.
    Raises Invalid (field by field) and PhoneTaken, which names whose number it is.
    """
    values: Details = {"name": "", "phone": "", **details}
    if "home_store_id" not in values and actor.store_id is not None:
        values["home_store_id"] = actor.store_id
    customer = Customer(
        group_id=actor.group_id, created_by_id=actor.user_id, **entered.cleaned(actor, values)
    )
    if customer.home_store_id is None:
        raise Invalid("home_store_id", _("Say which store she belongs to."))
    actor.check("customers.create", customer.home_store_id)
    customer.advisor_id = _advisor(actor)
    _number(actor, customer)
    save_one(actor, customer)
    index_rows(actor, [customer])
    publish(
        actor,
        CustomerCreated(customer.pk, customer.home_store_id, _channel(customer)),
        subject=customer,
    )
    return customer


def save_one(actor: Actor, customer: Customer) -> None:
    """Save, or raise PhoneTaken with whose number it is. The database decides."""
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
        raise phone_taken(actor, customer.phone) from taken


def phone_taken(actor: Actor, number: str) -> PhoneTaken:
    """Return the refusal that names, masked, who has a number."""
    owner: Customer = Customer.objects.of(actor).get(phone_digest=tokens.phone_digest(number))
    return PhoneTaken(
        name=rules.masked_name(owner.name),
        phone=phones.mask(number),
        member_no=owner.member_no,
        customer_id=owner.pk,
    )


def _advisor(actor: Actor) -> int | None:
    mine = Member.objects.of(actor).filter(
        user_id=actor.user_id, user_id__isnull=False, post="advisor"
    )
    key: int | None = mine.values_list("pk", flat=True).first()
    return key


def _number(actor: Actor, customer: Customer) -> None:
    """Give out a member number and, unless she brought one, a record number."""
    year = clock.today(actor.zone).year
    customer.member_no = _free(actor, "member", "HB1", 5, "member_no")
    if not customer.record_no:
        customer.record_no = _free(actor, f"record-{year}", f"BL{year}", 6, "record_no")


def _free(actor: Actor, series: str, head: str, width: int, field: str) -> str:
    """Return the next number of a series; what an imported file took is passed over."""
    everybody = Customer.objects.of(actor)
    last = next_number(actor, series)
    number = f"{head}{last:0{width}d}"
    if not everybody.filter(**{field: number}).exists():
        return number
    like = everybody.filter(**{f"{field}__regex": f"^{head}[0-9]{{{width}}}$"})
    highest = int(like.aggregate(highest=Max(field))["highest"][len(head) :])
    next_number(actor, series, count=highest + 1 - last)
    return f"{head}{highest + 1:0{width}d}"


def _channel(customer: Customer) -> str:
    return customer.channel.name if customer.channel else ""

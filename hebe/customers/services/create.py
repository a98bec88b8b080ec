"""Enter a customer."""

from collections.abc import Mapping
from typing import Unpack

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers import details as entered
from hebe.customers.details import Details
from hebe.customers.events import CustomerCreated
from hebe.customers.models import Customer
from hebe.customers.services.contacts import reach_by
from hebe.customers.services.index import index_rows
from hebe.customers.services.own_fields import fill_own
from hebe.customers.services.referrers import check_referrer
from hebe.customers.services.saving import save_one
from hebe.customers.services.sharing import reach_by_shared, set_apart
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.staff.models import Member
from hebe.tenancy.models import next_number


@requires("customers.create")
@transaction.atomic
def create_customer(
    actor: Actor,
    *,
    contacts: Mapping[str, str] | None = None,
    own: Mapping[int, str] | None = None,
    shares_phone: bool = False,
    **details: Unpack[Details],
) -> Customer:
    """Enter a customer: `name` and `phone` at least, at the actor's store unless one is named.

    `contacts` are further ways to reach her by kind, `own` the group's own fields by key. With
    `shares_phone` the mobile is a relative's: it becomes a contact of hers and stays whose it
    is. Numbers are given out here. Her advisor is the actor, if the actor is one at work.
    Raises Invalid (field by field) and PhoneTaken, which names whose number it is.
    """
    values: Details = {"name": "", "phone": "", **details}
    if "home_store_id" not in values and actor.store_id is not None:
        values["home_store_id"] = actor.store_id
    shared = ""
    if shares_phone:
        shared = set_apart(values, clock.today(actor.zone))
    else:
        entered.number("phone", values["phone"])
    customer = Customer(
        group_id=actor.group_id, created_by_id=actor.user_id, **entered.cleaned(actor, values)
    )
    if customer.home_store_id is None:
        raise Invalid("home_store_id", _("Say which store she belongs to."))
    actor.check("customers.create", customer.home_store_id)
    entered.refuse_unseen(actor, customer, values)
    check_referrer(actor, customer.referrer_id)
    customer.name_key = entered.name_key(customer.name)
    customer.advisor_id = _advisor(actor)
    _number(actor, customer)
    save_one(actor, customer)
    for kind, value in (contacts or {}).items():
        reach_by(actor, customer, kind, value, field=kind)
    reach_by_shared(actor, customer, shared)
    fill_own(actor, customer, own or {})
    index_rows(actor, [customer])
    publish(
        actor,
        CustomerCreated(customer.pk, customer.home_store_id, _channel(customer)),
        subject=customer,
    )
    return customer


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

"""The facts that red lines ask for when something is sold or paid."""

from datetime import date
from typing import Any

from django.db.models import Max

from hebe.access.actor import Actor
from hebe.billing.models import Order
from hebe.billing.services import Wanted
from hebe.catalog.models import Item
from hebe.catalog.queries import item_facts, items_in_bundles
from hebe.clinical.models import RecordVersion
from hebe.compliance.facts import store_facts
from hebe.compliance.rules import age_on
from hebe.compliance.services import check
from hebe.customers.models import Customer
from hebe.kernel import clock
from hebe.kernel.errors import NotFound
from hebe.tenancy.models import Store


def check_sale(
    actor: Actor,
    *,
    store: Store,
    customer: Customer,
    wanted: list[Wanted],
    guardian_present: bool,
    reason: str,
) -> None:
    """Ask the red lines about every item of a sale, those in bundles too.

    Raises RedLine or RedLineWarning.
    """
    keys = {row.item_id for row in wanted if row.item_id is not None}
    keys |= items_in_bundles(actor, [row.bundle_id for row in wanted if row.bundle_id])
    items = list(Item.objects.of(actor).filter(pk__in=keys).order_by("pk"))
    if len(items) < len(keys):
        raise NotFound
    if not items:
        return
    facts = store_facts(store) | _people(
        actor, store, customer, guardian_present=guardian_present
    )
    for item in items:
        check(actor, "order.create", facts | item_facts(item), subject=item, reason=reason)


def check_payment(actor: Actor, *, order: Order, guardian_present: bool) -> None:
    """Ask the red lines whether this customer may pay; raises RedLine."""
    store, customer = order.store, order.customer
    day = clock.today(store.timezone)
    facts = {
        "store_id": store.pk,
        "jurisdiction": store.jurisdiction,
        "age": age_on(customer.birthday, day),
        "guardian_present": guardian_present,
        "on": day,
    }
    check(actor, "order.pay", facts, subject=order)


def _people(
    actor: Actor, store: Store, customer: Customer, *, guardian_present: bool
) -> dict[str, Any]:
    day = clock.today(store.timezone)
    return {
        "age": age_on(customer.birthday, day),
        "guardian_present": guardian_present,
        "consulted_on": _consulted_on(actor, customer),
        "on": day,
    }


def _consulted_on(actor: Actor, customer: Customer) -> date | None:
    """Return the day of her last visit whose record a doctor signed, or None.

    An amendment examines nobody anew, so the day of a signature says nothing.
    """
    signed = RecordVersion.objects.of(actor).filter(record__customer=customer)
    day: date | None = signed.aggregate(day=Max("record__visit__day"))["day"]
    return day

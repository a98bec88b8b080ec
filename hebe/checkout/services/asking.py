"""Ask the red lines when something is sold or paid."""

from hebe.access.actor import Actor
from hebe.billing.models import Order
from hebe.billing.services import Wanted
from hebe.catalog.models import Item
from hebe.catalog.queries import items_in_bundles
from hebe.compliance.cases import Case
from hebe.compliance.choices import Trigger
from hebe.compliance.services import check
from hebe.customers.models import Customer
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
    case = Case(store=store, customer=customer, guardian_present=guardian_present)
    for item in items:
        check(actor, Trigger.ORDER, case.also(item=item), subject=item, reason=reason)


def check_payment(actor: Actor, *, order: Order, guardian_present: bool) -> None:
    """Ask the red lines whether this customer may pay; raises RedLine."""
    case = Case(
        store=order.store,
        customer=order.customer,
        order=order,
        guardian_present=guardian_present,
    )
    check(actor, Trigger.PAY, case, subject=order)

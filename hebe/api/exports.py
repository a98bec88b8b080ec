"""Lists as Excel files: a job writes them; watch it and fetch the file under /jobs."""

from typing import Any, Literal

from django.db.models import QuerySet
from ninja import Status

from hebe.api.auth import ApiRequest
from hebe.api.jobs import JobOut
from hebe.api.routing import Router, needs
from hebe.api.schemas import Day, Key, LongText, Moment, Sent, Text
from hebe.billing.models import Order
from hebe.billing.queries import order_list
from hebe.catalog.queries import bundle_list, item_list, product_list
from hebe.customers.queries import customer_list
from hebe.filters import compiled, parsed
from hebe.jobs.exports import start_export
from hebe.jobs.models import Job
from hebe.journal.queries import audit_list
from hebe.staff.queries import member_list

router = Router(tags=["exports"])
ANSWERS = {202: JobOut}


class CustomersWanted(Sent):
    """Whom to write: a filter tree as JSON (empty: everybody), or one's own alone."""

    filter: LongText = ""
    mine: bool = False


class OrdersWanted(Sent):
    """Which orders to write; an empty filter lets all through."""

    store_id: Key | None = None
    state: Literal["", "open", "paid", "cancelled"] = ""
    day_from: Day | None = None
    day_to: Day | None = None
    filter: LongText = ""


class CatalogueWanted(Sent):
    """What to write of the catalogue; `is_active` null means whether on offer or not."""

    search: Text = ""
    is_active: bool | None = True


class StaffWanted(Sent):
    """Whom to write: those at work, or who left."""

    search: Text = ""
    store_id: Key | None = None
    has_left: bool = False


class AuditWanted(Sent):
    """Which entries of the trail to write."""

    who: Text = ""
    act: Text = ""
    since: Moment | None = None
    until: Moment | None = None


def _started(request: ApiRequest, sheet: str, found: QuerySet[Any]) -> Status[Job]:
    return Status(202, start_export(request.actor, sheet=sheet, found=found))


@router.post("/exports/customers", response=ANSWERS)
@needs("customers.export")
def export_customers(request: ApiRequest, data: CustomersWanted) -> Status[Job]:
    """Write the customers that match, numbers masked as for this key."""
    found = customer_list(request.actor, where=parsed(data.filter), mine=data.mine)
    return _started(request, "customers", found)


@router.post("/exports/orders", response=ANSWERS)
@needs("billing.export")
def export_orders(request: ApiRequest, data: OrdersWanted) -> Status[Job]:
    """Write the lines of the orders that match."""
    rows = order_list(request.actor, **data.model_dump(exclude={"filter"}))
    rows = rows.filter(compiled(request.actor, Order, parsed(data.filter)))
    return _started(request, "orders", rows)


@router.post("/exports/items", response=ANSWERS)
@needs("catalog.export")
def export_items(request: ApiRequest, data: CatalogueWanted) -> Status[Job]:
    """Write the items that match."""
    return _started(request, "items", item_list(request.actor, **data.model_dump()))


@router.post("/exports/products", response=ANSWERS)
@needs("catalog.export")
def export_products(request: ApiRequest, data: CatalogueWanted) -> Status[Job]:
    """Write the products that match."""
    return _started(request, "products", product_list(request.actor, **data.model_dump()))


@router.post("/exports/bundles", response=ANSWERS)
@needs("catalog.export")
def export_bundles(request: ApiRequest, data: CatalogueWanted) -> Status[Job]:
    """Write the bundles that match."""
    return _started(request, "bundles", bundle_list(request.actor, **data.model_dump()))


@router.post("/exports/staff", response=ANSWERS)
@needs("staff.export")
def export_members(request: ApiRequest, data: StaffWanted) -> Status[Job]:
    """Write the people at work, or who left, phones masked as for this key."""
    return _started(request, "staff", member_list(request.actor, **data.model_dump()))


@router.post("/exports/audit", response=ANSWERS)
@needs("access.audit")
def export_audit(request: ApiRequest, data: AuditWanted) -> Status[Job]:
    """Write the entries of the trail that match."""
    wanted = {
        "who__icontains": data.who, "act": data.act,
        "at__gte": data.since, "at__lt": data.until,
    }  # fmt: skip
    rows = audit_list(request.actor).filter(**{k: v for k, v in wanted.items() if v})
    return _started(request, "audit", rows)

"""What stands behind a number, and what was done to a customer: rows that screens show too."""

from typing import Any

from ninja import Schema

from hebe.analytics import queries as numbers
from hebe.analytics.queries.drill import Behind
from hebe.api.auth import ApiRequest
from hebe.api.routing import Router, needs
from hebe.api.schemas import Day, Key, Text
from hebe.api.told import told
from hebe.api.treatment_schemas import TreatmentOut
from hebe.api.treatments import treatment_told
from hebe.clinical.queries import treatments_of_customer
from hebe.kernel.errors import Invalid

router = Router(tags=["numbers"])


@told(Behind)
class BehindOut(Schema):
    """One counted row; `source` is the count it belongs to, `fen` a sum of money."""


class BehindPage(Schema):
    """The newest rows; `is_cut` when there are more than were asked for."""

    rows: list[BehindOut]
    is_cut: bool


@router.get("/numbers/{metric}/rows", response=BehindPage)
@needs("analytics.view")
def list_rows_behind(
    request: ApiRequest,
    metric: Text,
    since: Day,
    until: Day,
    store_id: Key | None = None,
    member_id: Key | None = None,
) -> dict[str, Any]:
    """List the rows behind a count of the group, a store or a person, newest first."""
    if not numbers.is_span(since, until):
        raise Invalid("until")
    rows = numbers.drill(
        request.actor, metric, since, until, store_id=store_id, person=member_id
    )
    return {"rows": rows, "is_cut": len(rows) == numbers.MOST}


@router.get(
    "/customers/{customer_id}/treatments", response=list[TreatmentOut], tags=["clinical"]
)
@needs("clinical.plan")
def list_past_treatments(request: ApiRequest, customer_id: Key) -> list[dict[str, Any]]:
    """List the last 30 treatments of a customer at every store, newest first."""
    rows = treatments_of_customer(request.actor, customer_id)
    return [treatment_told(request.actor, row) for row in rows]

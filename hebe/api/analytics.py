"""The numbers through the API."""

from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from hebe.analytics import queries, services
from hebe.analytics.metrics import METRICS
from hebe.api.auth import ApiRequest
from hebe.api.routing import Router, needs
from hebe.api.schemas import Day, Sent
from hebe.kernel.errors import Invalid

router = Router(tags=["numbers"])
Hundredths = Annotated[int, Field(ge=0, le=10_000)]


class Figures(Schema):
    """The counts of one person, store or the group; money in fen, units in hundredths."""

    id: int | None
    name: str
    values: dict[str, int]


class StoreFigures(Figures):
    """A store with its people."""

    people: list[Figures]


class Numbers(Schema):
    """The group, its stores, their people: each adds up to the one above."""

    since: date
    until: date
    formulas: dict[str, str]
    total: Figures
    stores: list[StoreFigures]


class WeightsIn(Sent):
    """Weights in hundredths, valid from a day on."""

    valid_from: Day
    deal: Hundredths = 100
    consult: Hundredths = 100
    treatment: Hundredths = 100


class WeightsOut(Schema):
    """Weights in hundredths, valid from a day on."""

    valid_from: date
    deal: int
    consult: int
    treatment: int


def _figures(row: queries.Row) -> dict[str, Any]:
    values = {metric.key: row.value(metric.key) for metric in METRICS}
    return {"id": row.key, "name": row.name, "values": values}


@router.get("/numbers", response=Numbers)
@needs("analytics.view")
def numbers(request: ApiRequest, since: Day, until: Day) -> Any:
    """Return the counts of a stretch of days (both included, a year at most)."""
    if not queries.is_span(since, until):
        raise Invalid("until")
    table = queries.numbers(request.actor, since, until)
    return {
        "since": since,
        "until": until,
        "formulas": {metric.key: str(metric.formula) for metric in METRICS},
        "total": _figures(table.total),
        "stores": [
            _figures(row) | {"people": [_figures(p) for p in people]}
            for row, people in table.stores
        ],
    }


@router.put("/numbers/weights", response=WeightsOut)
def set_weights(request: ApiRequest, data: WeightsIn) -> Any:
    """Set how activity units are weighed from a day on."""
    return services.set_weights(request.actor, **data.model_dump())

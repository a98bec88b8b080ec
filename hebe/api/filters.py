"""What the rows of a list can be filtered by: read before a tree is written."""

from typing import Any

from ninja import Schema
from pydantic import Field as Said

from hebe.api.auth import ApiRequest
from hebe.api.routing import Router, needs
from hebe.api.schemas import Text
from hebe.filters import Field, fields_for, subject_named
from hebe.filters.days import NAMED
from hebe.filters.kinds import BARE, OPS

router = Router(tags=["filters"])


class OpOut(Schema):
    """One way of asking; `takes_value` is false for those that stand alone."""

    op: str
    label: str
    takes_value: bool


class ChoiceOut(Schema):
    """One value that may be given."""

    value: Any
    label: str


class FieldOut(Schema):
    """One field: its code, its kind of value and how it can be asked."""

    field: str
    label: str
    kind: str
    ops: list[OpOut]
    choices: list[ChoiceOut] = Said(
        description="empty where any value of the kind may be given"
    )


class FieldsOut(Schema):
    """What a list can be filtered by, and the days that move with the calendar."""

    fields: list[FieldOut]
    days: list[ChoiceOut]


@router.get("/filters/{subject}", response=FieldsOut)
@needs("")
def list_filter_fields(request: ApiRequest, subject: Text) -> dict[str, Any]:
    """List what `filter` may ask of a list: customers, orders, todos or appointments.

    A tree is `{"all": [...]}`, `{"any": [...]}`, `{"not": {...}}` or a condition
    `{"field": "age", "op": "between", "value": [20, 30]}`. Days are dates or one of `days`.
    """
    actor = request.actor
    found = fields_for(actor, subject_named(actor, subject).model)
    return {
        "fields": [_field(request, field) for field in found],
        "days": [{"value": key, "label": str(label)} for key, label in NAMED.items()],
    }


def _field(request: ApiRequest, field: Field) -> dict[str, Any]:
    choices = field.choices(request.actor) if field.choices else ()
    return {
        "field": field.code,
        "label": str(field.label),
        "kind": field.kind,
        "ops": [
            {"op": op, "label": str(OPS[op]), "takes_value": op not in BARE} for op in field.ops
        ],
        "choices": [{"value": key, "label": str(label)} for key, label in choices],
    }

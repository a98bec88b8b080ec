"""Treatments as programs see them."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from hebe.api.clinical_schemas import Medical
from hebe.api.schemas import Day, Key, Sent, Text
from hebe.api.told import told
from hebe.clinical.services.treatments import Used

Amount = Annotated[Decimal, Field(gt=0, lt=10**6, decimal_places=2, max_digits=9)]


class StartIn(Sent):
    """Which paid line, by whom, where, with which device; `reason` passes a mere warning.

    `supervisor_id` is a lead doctor on duty, for a performer who leads no such department.
    """

    line_id: Key
    performer_id: Key
    supervisor_id: Key | None = None
    room_id: Key | None = None
    device_id: Key | None = None
    reason: Text = ""


class MaterialIn(Sent):
    """One product used, with its lot."""

    product_id: Key
    lot: Annotated[Text, Field(max_length=40)]
    quantity: Amount
    expires_on: Day | None = None


class FinishIn(Sent):
    """With what it was done, and how she took it."""

    parameters: Medical = ""
    reaction: Medical = ""
    materials: Annotated[list[MaterialIn], Field(max_length=50)] = []


@told(Used)
class MaterialOut(Schema):
    """One product used."""


class TreatmentOut(Schema):
    """One execution of an item; parameters and reaction only for those who read records."""

    id: int
    visit_id: int
    customer_id: int
    item_id: int
    item: str
    line_id: int
    performer_id: int
    supervisor_id: int | None
    room_id: int | None
    device_id: int | None
    state: str
    started_at: datetime
    ended_at: datetime | None
    parameters: str | None = None
    reaction: str | None = None
    materials: list[MaterialOut]


class CheckOut(Schema):
    """One condition of a treatment; state is pass, warn or stop."""

    state: str
    title: str
    text: str
    rule_id: str
    source: str

    @staticmethod
    def resolve_title(check: Any) -> str:
        """Say it in the caller's language."""
        return str(check.title)

    @staticmethod
    def resolve_text(check: Any) -> str:
        """Say it in the caller's language."""
        return str(check.text)

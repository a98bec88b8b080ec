"""Orders, payments and takings as programs see them. All money in fen."""

from datetime import date, datetime
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from hebe.api.schemas import Key, Sent, Text

Amount = Annotated[int, Field(ge=0, le=10**12, description="Money in fen (1/100 yuan)")]
Quantity = Annotated[int, Field(ge=1, le=999)]
MethodName = Literal["cash", "card", "wechat", "alipay"]


class LineIn(Sent):
    """One thing to sell: an item, a product or a bundle; without a price the list's.

    A bundle has its own price and becomes a line per piece.
    """

    item_id: Key | None = None
    product_id: Key | None = None
    bundle_id: Key | None = None
    quantity: Quantity = 1
    price_fen: Amount | None = None
    reason: Text = ""


class OrderIn(Sent):
    """An order without a visit. `reason` passes a red line that only warns."""

    store_id: Key
    customer_id: Key
    lines: Annotated[list[LineIn], Field(max_length=100)] = []
    advisor_id: Key | None = None
    doctor_id: Key | None = None
    channel_id: Key | None = None
    guardian_present: bool = False
    reason: Text = ""


class BillIn(Sent):
    """What to bill of a visit; without lines the doctor's signed plan."""

    lines: Annotated[list[LineIn], Field(max_length=100)] = []
    reason: Text = ""


class AddIn(LineIn):
    """One more line; `pass_reason` passes a red line that only warns."""

    pass_reason: Text = ""


class DiscountIn(Sent):
    """A unit price that needs leave, and why it is asked for."""

    price_fen: Amount
    reason: Annotated[Text, Field(min_length=1)]


class DiscountOut(Schema):
    """A line that waits for the decision on its price."""

    id: int
    line_id: int
    price_fen: int
    todo_id: int = Field(alias="approval.todo_id")
    sentence: str = Field(alias="approval.sentence")
    asker: str = Field(alias="approval.asker")


class LimitIn(Sent):
    """How many per cent off the list."""

    percent: Annotated[int, Field(ge=0, le=100)]


class LimitOut(Schema):
    """What a role may give of its own accord."""

    role_id: int = Field(alias="role.id")
    role: str = Field(alias="role.label")
    percent: int


class LineChange(Sent):
    """What changes of a line; a price below the list needs a reason."""

    quantity: Quantity | None = None
    price_fen: Amount | None = None
    reason: Text = ""


class ReasonIn(Sent):
    """Why."""

    reason: Text


class TenderIn(Sent):
    """One way a part is paid; cards and apps need their reference."""

    method: MethodName
    amount_fen: Annotated[int, Field(ge=1, le=10**12)]
    reference: Annotated[str, Field(max_length=64, pattern=r"^[^\x00]*$")] = ""


class PayIn(Sent):
    """All that was received at once."""

    tenders: Annotated[list[TenderIn], Field(max_length=20)] = []
    guardian_present: bool = False


class StepOut(Schema):
    """One step to a line's amount."""

    step: str
    fen: int
    note: str


class LineOut(Schema):
    """One line; the steps of `explain` add up to its amount.

    A line sold in a bundle names it as it was called then.
    """

    id: int
    item_id: int | None
    product_id: int | None
    bundle_id: int | None
    bundle_name: str
    name: str
    quantity: int
    list_fen: int
    price_fen: int
    amount_fen: int
    is_second_sale: bool
    executed: int
    explain: list[StepOut]

    @staticmethod
    def resolve_explain(line: Any) -> list[dict[str, Any]]:
        """Name the parts of each step."""
        return [{"step": step, "fen": fen, "note": note} for step, fen, note in line.explain]


class TenderOut(Schema):
    """One payment; negative when it takes another one back."""

    id: int
    method: str
    amount_fen: int
    reference: str
    received_at: datetime
    received_by: str
    reverses_id: int | None
    reason: str


class OrderOut(Schema):
    """An order in a list."""

    id: int
    number: str
    store_id: int
    customer_id: int
    customer: str = Field(alias="customer.name")
    advisor_id: int | None
    doctor_id: int | None
    channel_id: int | None
    state: str
    total_fen: int
    paid_fen: int
    due_fen: int
    day: date
    created_at: datetime
    paid_at: datetime | None


class OrderDetail(Schema):
    """An order with its lines and payments."""

    order: OrderOut
    lines: list[LineOut]
    tenders: list[TenderOut]
    visit_id: int | None


class OrderPage(Schema):
    """A page of orders."""

    rows: list[OrderOut]
    next: str


class TakingOut(Schema):
    """One day's money of one method."""

    method: str
    count: int
    received_fen: int
    given_back_fen: int
    net_fen: int


class WaitingOut(Schema):
    """Somebody who waits at the till."""

    customer_id: int
    customer: str
    since: datetime
    at_till: bool
    visit_id: int | None
    order_id: int | None
    due_fen: int | None


class VisitEnd(Schema):
    """A visit that is over."""

    visit_id: int
    left_at: datetime

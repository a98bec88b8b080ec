"""What billing tells the rest of the house."""

from dataclasses import dataclass

from hebe.kernel.events import Event, gettext_noop


@dataclass(frozen=True)
class OrderStarted(Event):
    """An empty bill was opened at the counter; what is put on it is told line by line."""

    order_id: int
    store_id: int
    number: str
    customer_id: int | None = None


@dataclass(frozen=True)
class OrderOpened(Event):
    """A bill was made."""

    order_id: int
    customer_id: int
    store_id: int
    number: str
    items: str
    amount: str
    amount_fen: int

    timeline = gettext_noop("Order %(number)s: %(items)s, %(amount)s")
    kind = "money"
    icon = "file-invoice"
    tone = "cash"


@dataclass(frozen=True)
class OrderLineAdded(Event):
    """Something more was put on a bill."""

    order_id: int
    store_id: int
    line_id: int
    name: str
    amount_fen: int
    second_sale: bool
    customer_id: int | None = None
    item_id: int | None = None


@dataclass(frozen=True)
class OrderLineChanged(Event):
    """A line's quantity or price was changed."""

    order_id: int
    store_id: int
    line_id: int
    name: str
    amount_fen: int
    reason: str
    customer_id: int | None = None
    item_id: int | None = None


@dataclass(frozen=True)
class OrderLineRemoved(Event):
    """A line was taken off a bill."""

    order_id: int
    store_id: int
    line_id: int
    name: str
    amount_fen: int
    customer_id: int | None = None
    item_id: int | None = None


@dataclass(frozen=True)
class OrderPaid(Event):
    """A bill was paid in full: a deal."""

    order_id: int
    customer_id: int
    store_id: int
    number: str
    items: str
    amount: str
    amount_fen: int

    timeline = gettext_noop("Paid %(amount)s for %(items)s (order %(number)s)")
    kind = "money"
    icon = "cash-register"
    tone = "good"


@dataclass(frozen=True)
class OrderReopened(Event):
    """A paid bill is open again, since a payment was reversed."""

    order_id: int
    customer_id: int
    store_id: int
    number: str
    amount: str
    amount_fen: int

    timeline = gettext_noop("Order %(number)s is open again")
    kind = "money"
    icon = "rotate"
    tone = "wait"


@dataclass(frozen=True)
class OrderCancelled(Event):
    """A bill was called off before it was paid."""

    order_id: int
    customer_id: int
    store_id: int
    number: str
    reason: str
    amount_fen: int = 0

    timeline = gettext_noop("Order %(number)s cancelled: %(reason)s")
    kind = "money"
    icon = "circle-x"
    tone = "quiet"


@dataclass(frozen=True)
class DiscountAsked(Event):
    """Somebody asks for more off a line than her role may give."""

    order_id: int
    store_id: int
    line_id: int
    name: str
    price_fen: int


@dataclass(frozen=True)
class DiscountLimitSet(Event):
    """How much a role may take off was changed."""

    role_id: int
    percent: int

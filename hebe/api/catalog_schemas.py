"""Items, products and shelves as programs see them."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from hebe.api.schemas import Changes, Key, Seen, Sent, Text
from hebe.api.told import told
from hebe.catalog.services import Row, marks_of
from hebe.catalog.services.needs import Need

Price = Annotated[int, Field(ge=0, le=10**10, description="Money in fen (1/100 yuan)")]
Minutes = Annotated[int, Field(ge=0, le=720)]


class Marked(Schema):
    """What a change of a row may take along."""

    seen: str

    @staticmethod
    def resolve_seen(row: Row) -> str:
        """Return the marks of what it says now."""
        return marks_of(row)


class CategoryIn(Sent):
    """A shelf to add."""

    name: Text
    position: Annotated[int, Field(ge=0, le=999)] = 0


class CategoryOut(Schema):
    """A shelf."""

    id: int
    name: str
    position: int


class NeedIn(Sent):
    """Whose or what time an item takes.

    `what` is a role (doctor, nurse, advisor, carer), a kind of room, or a kind of device.
    Minutes count from the start; `for_minutes` of 0 lasts to the end. `is_named`: whoever
    books chooses by name; otherwise whoever is free is found.
    """

    kind: Text
    what: Text
    quantity: Annotated[int, Field(ge=1, le=9)] = 1
    from_minute: Minutes = 0
    for_minutes: Minutes = 0
    is_named: bool = False


@told(Need)
class NeedOut(Schema):
    """Whose or what time an item takes; a booking names it by its `id`."""

    id: int


class ItemFields(Changes):
    """What is known of an item."""

    code: Text = ""
    name: Text = ""
    category_id: Key = 1
    kind: Text = "treatment"
    technique: Text = "none"
    department: Text = ""
    level: Annotated[int, Field(ge=0, le=4)] = 0
    catalogue_name: Text = ""
    duration_minutes: Minutes = 30
    turnaround_minutes: Minutes = 0
    price_fen: Price = 0
    unit: Text = "次"
    needs: list[NeedIn] = []
    is_active: bool = True


class ItemChanges(ItemFields):
    """What to change about an item; left out means unchanged."""

    seen: Seen = ""


class ItemIn(ItemFields):
    """An item to add."""

    name: Text
    category_id: Key
    department: Text


class ItemOut(Schema):
    """An item; money in fen, durations in minutes."""

    id: int
    code: str
    name: str
    category_id: int
    kind: str
    technique: str
    department: str
    level: int
    catalogue_name: str
    duration_minutes: int
    turnaround_minutes: int
    price_fen: int
    unit: str
    needs_doctor: bool
    needs: list[NeedOut] = Field(validation_alias="needed")
    is_active: bool


class ItemDetail(Marked, ItemOut):
    """An item, with what a change of it may take along."""


class ItemPage(Schema):
    """A page of items."""

    rows: list[ItemOut]
    next: str


class StandingOut(Schema):
    """Whether a store may offer an item, and the red lines in the way."""

    store_id: int
    store: str
    is_allowed: bool
    rules: list[str]


class ProductFields(Changes):
    """What is known of a product."""

    code: Text = ""
    name: Text = ""
    unit: Text = ""
    price_fen: Price = 0
    registration_no: Text = ""
    is_active: bool = True


class ProductChanges(ProductFields):
    """What to change about a product; left out means unchanged."""

    seen: Seen = ""


class ProductIn(ProductFields):
    """A product to add."""

    name: Text
    unit: Text


class ProductOut(Schema):
    """A product; money in fen."""

    id: int
    code: str
    name: str
    unit: str
    price_fen: int
    registration_no: str
    is_active: bool


class ProductDetail(Marked, ProductOut):
    """A product, with what a change of it may take along."""


class ProductPage(Schema):
    """A page of products."""

    rows: list[ProductOut]
    next: str

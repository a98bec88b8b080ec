"""Bundles as programs see them."""

from datetime import date
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from hebe.api.catalog_schemas import Marked, Price
from hebe.api.schemas import Changes, Day, Key, Seen, Sent, Text
from hebe.catalog.models import BundleLine
from hebe.catalog.services import Piece


class PieceIn(Sent):
    """What a bundle holds of one thing: an item or a product."""

    item_id: Key | None = None
    product_id: Key | None = None
    quantity: Annotated[int, Field(ge=1, le=99)] = 1


class BundleFields(Changes):
    """What is known of a bundle; `lines` replace all it held."""

    code: Text = ""
    name: Text = ""
    price_fen: Price = 0
    valid_from: Day | None = None
    valid_to: Day | None = None
    is_active: bool = True
    lines: Annotated[list[PieceIn], Field(max_length=30)] = []

    def given(self) -> dict[str, Any]:
        """Return just the fields that were sent, the lines as the act takes them."""
        fields = super().given()
        if "lines" in fields:
            fields["lines"] = [Piece(**line.model_dump()) for line in self.lines]
        return fields


class BundleChanges(BundleFields):
    """What to change about a bundle; left out means unchanged."""

    seen: Seen = ""


class BundleIn(BundleFields):
    """A bundle to design."""

    name: Text
    price_fen: Price
    lines: Annotated[list[PieceIn], Field(max_length=30)]


class PieceOut(Schema):
    """What a bundle holds of one thing; `list_fen` is the list price of one."""

    item_id: int | None
    product_id: int | None
    name: str
    quantity: int
    list_fen: int

    @staticmethod
    def resolve_name(line: BundleLine) -> str:
        """Name the item or product."""
        return line.sold.name

    @staticmethod
    def resolve_list_fen(line: BundleLine) -> int:
        """Return the list price of one."""
        return line.sold.price_fen


class BundleOut(Schema):
    """A bundle; money in fen. `saving_fen` is negative when the pieces cost less."""

    id: int
    code: str
    name: str
    price_fen: int
    listed_fen: int
    saving_fen: int
    valid_from: date | None
    valid_to: date | None
    is_active: bool
    lines: list[PieceOut]


class BundleDetail(Marked, BundleOut):
    """A bundle, with what a change of it may take along."""


class BundlePage(Schema):
    """A page of bundles."""

    rows: list[BundleOut]
    next: str

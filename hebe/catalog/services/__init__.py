"""Acts on the catalogue."""

from hebe.catalog.services.items import (
    ItemFields,
    create_category,
    create_item,
    retire_item,
    update_item,
)
from hebe.catalog.services.products import ProductFields, create_product, update_product
from hebe.catalog.services.rows import marks_of

__all__ = [
    "ItemFields",
    "ProductFields",
    "create_category",
    "create_item",
    "create_product",
    "marks_of",
    "retire_item",
    "update_item",
    "update_product",
]

"""Acts on the catalogue."""

from hebe.catalog.services.bundles import (
    BundleFields,
    Piece,
    create_bundle,
    retire_bundle,
    update_bundle,
)
from hebe.catalog.services.items import (
    ItemFields,
    create_category,
    create_item,
    retire_item,
    update_item,
)
from hebe.catalog.services.needs import Need, need_of, usual_needs
from hebe.catalog.services.products import ProductFields, create_product, update_product
from hebe.catalog.services.rows import Row, marks_of

__all__ = [
    "BundleFields",
    "ItemFields",
    "Need",
    "Piece",
    "ProductFields",
    "Row",
    "create_bundle",
    "create_category",
    "create_item",
    "create_product",
    "marks_of",
    "need_of",
    "retire_bundle",
    "retire_item",
    "update_bundle",
    "update_item",
    "update_product",
    "usual_needs",
]

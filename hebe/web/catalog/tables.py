"""The lists of the catalogue."""

from django.utils.translation import gettext_lazy as _

from hebe.catalog.models import Bundle, Item, Product
from hebe.web.catalog import cells
from hebe.web.cells import field, number
from hebe.web.tables import Column, Filter, Table

OFFER = (("yes", _("On offer")), ("no", _("Not on offer")))
OFFERED = Filter("offer", _("Status"), choices=OFFER, ops=(("yes", "yes"), ("no", "no")))
PRICE = Filter("price", _("Price"), kind="money")


class ItemTable(Table):
    """Items: what, where on the shelf, for how long, for how much."""

    key = "items"
    model = Item
    columns = (
        Column("name", _("Item"), cells.name, sort="name_key"),
        Column("category", _("Category"), field("category.name")),
        Column("kind", _("Kind"), cells.kind),
        Column("department", _("Department"), cells.department),
        Column("official", _("Official name"), field("catalogue_name"), default=False),
        Column("needs", _("Resources needed"), cells.needs),
        Column("duration", _("Duration"), cells.duration,
               sort="duration_minutes", align="r"),
        Column("price", _("Price"), cells.price, sort="price_fen", align="r"),
        Column("offer", _("Status"), cells.offer),
    )  # fmt: skip
    filters = (
        Filter("q", _("Name, pinyin or code"), kind="text", field="words"),
        Filter("category", _("Category")),
        Filter("kind", _("Kind")),
        Filter("department", _("Department")),
        Filter("technique", _("Technique")),
        OFFERED,
        PRICE,
    )
    default_sort = "name_key"
    export = "catalog:export"
    empty_title = _("No items yet")
    empty_text = _("Start with a category, then add what your store offers.")


class ProductTable(Table):
    """Products: drugs, fillers, skin care."""

    key = "products"
    model = Product
    columns = (
        Column("code", _("Code"), number("code"), sort="code"),
        Column("name", _("Product"), cells.product, sort="name"),
        Column("registration", _("Registration number"), number("registration_no")),
        Column("unit", _("Unit"), field("unit")),
        Column("price", _("Price"), cells.price, sort="price_fen", align="r"),
        Column("offer", _("Status"), cells.offer),
    )
    filters = (
        Filter("q", _("Name, code or number"), kind="text", field="words"),
        OFFERED,
    )
    default_sort = "code"
    export = "catalog:export_products"
    empty_title = _("No products yet")
    empty_text = _("Add the drugs, fillers and skin care that you hand over.")


class BundleTable(Table):
    """Bundles: what is sold together, at which price, and when."""

    key = "bundles"
    model = Bundle
    columns = (
        Column("name", _("Bundle"), cells.bundle, sort="name_key"),
        Column("holds", _("What it holds"), cells.holds),
        Column("price", _("Price"), cells.bundle_price, sort="price_fen", align="r"),
        Column("saving", _("Saving"), cells.saving, align="r"),
        Column("days", _("Days of sale"), cells.days),
        Column("offer", _("Status"), cells.bundle_offer),
    )
    filters = (
        Filter("q", _("Name, pinyin or code"), kind="text", field="words"),
        OFFERED,
        PRICE,
    )
    default_sort = "name_key"
    export = "catalog:export_bundles"
    empty_title = _("No bundles yet")
    empty_text = _("Put items and products together and give them one price.")

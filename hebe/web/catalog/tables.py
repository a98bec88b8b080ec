"""The lists of the catalogue."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor
from hebe.catalog.choices import Kind, Technique
from hebe.catalog.queries import bundle_list, category_list, item_list, product_list
from hebe.kernel.errors import Text
from hebe.tenancy.choices import Department
from hebe.web.catalog import cells
from hebe.web.cells import field, number
from hebe.web.tables import Column, Filter, Table

OFFER = (("yes", _("On offer")), ("no", _("Not on offer")))


def _categories(actor: Actor) -> list[tuple[str, Text]]:
    return [(str(c.pk), c.name) for c in category_list(actor)]


def _offered(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    del actor
    return rows.filter(is_active=value == "yes")


def _items_found(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(pk__in=item_list(actor, search=value, is_active=None).values("pk"))


def _products_found(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(pk__in=product_list(actor, search=value, is_active=None).values("pk"))


def _bundles_found(rows: QuerySet[Any], value: str, actor: Actor) -> QuerySet[Any]:
    return rows.filter(pk__in=bundle_list(actor, search=value, is_active=None).values("pk"))


class ItemTable(Table):
    """Items: what, where on the shelf, for how long, for how much."""

    key = "items"
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
        Filter("q", _("Name, pinyin or code"), kind="text", apply=_items_found),
        Filter("category", _("Category"), choices=_categories, lookup="category_id"),
        Filter("kind", _("Kind"), choices=Kind.choices, lookup="kind"),
        Filter("department", _("Department"), choices=Department.choices, lookup="department"),
        Filter("technique", _("Technique"), choices=Technique.choices, lookup="technique"),
        Filter("offer", _("Status"), choices=OFFER, apply=_offered),
        Filter("price", _("Price"), kind="money", lookup="price_fen"),
    )
    default_sort = "name_key"
    export = "catalog:export"
    empty_title = _("No items yet")
    empty_text = _("Start with a category, then add what your store offers.")


class ProductTable(Table):
    """Products: drugs, fillers, skin care."""

    key = "products"
    columns = (
        Column("code", _("Code"), number("code"), sort="code"),
        Column("name", _("Product"), cells.product, sort="name"),
        Column("registration", _("Registration number"), number("registration_no")),
        Column("unit", _("Unit"), field("unit")),
        Column("price", _("Price"), cells.price, sort="price_fen", align="r"),
        Column("offer", _("Status"), cells.offer),
    )
    filters = (
        Filter("q", _("Name, code or number"), kind="text", apply=_products_found),
        Filter("offer", _("Status"), choices=OFFER, apply=_offered),
    )
    default_sort = "code"
    export = "catalog:export_products"
    empty_title = _("No products yet")
    empty_text = _("Add the drugs, fillers and skin care that you hand over.")


class BundleTable(Table):
    """Bundles: what is sold together, at which price, and when."""

    key = "bundles"
    columns = (
        Column("name", _("Bundle"), cells.bundle, sort="name_key"),
        Column("holds", _("What it holds"), cells.holds),
        Column("price", _("Price"), cells.bundle_price, sort="price_fen", align="r"),
        Column("saving", _("Saving"), cells.saving, align="r"),
        Column("days", _("Days of sale"), cells.days),
        Column("offer", _("Status"), cells.bundle_offer),
    )
    filters = (
        Filter("q", _("Name, pinyin or code"), kind="text", apply=_bundles_found),
        Filter("offer", _("Status"), choices=OFFER, apply=_offered),
        Filter("price", _("Price"), kind="money", lookup="price_fen"),
    )
    default_sort = "name_key"
    export = "catalog:export_bundles"
    empty_title = _("No bundles yet")
    empty_text = _("Put items and products together and give them one price.")

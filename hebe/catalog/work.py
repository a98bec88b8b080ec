"""The catalogue as workbooks."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hebe.access.actor import Actor
from hebe.catalog.queries import bundle_list, item_list, product_list
from hebe.jobs.exports import Columns, Sheet, offer_sheet


def _item_columns(_actor: Actor) -> Columns:
    return [
        (_("Code"), lambda item: item.code),
        (_("Item"), lambda item: item.name),
        (_("Category"), lambda item: item.category.name),
        (_("Kind"), lambda item: item.get_kind_display()),
        (_("Department"), lambda item: item.get_department_display()),
        (_("Technique"), lambda item: item.get_technique_display()),
        (_("Surgical level"), lambda item: item.level or ""),
        (_("Official name"), lambda item: item.catalogue_name),
        (_("Duration (minutes)"), lambda item: item.duration_minutes),
        (_("Turnaround (minutes)"), lambda item: item.turnaround_minutes),
        (_("Takes"), lambda item: "\n".join(map(str, item.needed))),
        (_("Price (yuan)"), lambda item: item.price_fen / 100),
        (_("Unit"), lambda item: item.unit),
        (_("On offer"), _offered),
    ]


def _product_columns(_actor: Actor) -> Columns:
    return [
        (_("Code"), lambda product: product.code),
        (_("Product"), lambda product: product.name),
        (_("Registration number"), lambda product: product.registration_no),
        (_("Price (yuan)"), lambda product: product.price_fen / 100),
        (_("Unit"), lambda product: product.unit),
        (_("On offer"), _offered),
    ]


def _bundle_columns(_actor: Actor) -> Columns:
    return [
        (_("Code"), lambda bundle: bundle.code),
        (_("Bundle"), lambda bundle: bundle.name),
        (_("Holds"), lambda bundle: "\n".join(map(str, bundle.lines.all()))),
        (_("List price in all (yuan)"), lambda bundle: bundle.listed_fen / 100),
        (_("Price (yuan)"), lambda bundle: bundle.price_fen / 100),
        (_("Sold from"), lambda bundle: str(bundle.valid_from or "")),
        (_("Sold until"), lambda bundle: str(bundle.valid_to or "")),
        (_("On offer"), _offered),
    ]


def _offered(row: Any) -> str:
    return _("Yes") if row.is_active else _("No")


def _items(actor: Actor, keys: Sequence[int]) -> Iterable[Any]:
    return item_list(actor, is_active=None).filter(pk__in=keys)


def _products(actor: Actor, keys: Sequence[int]) -> Iterable[Any]:
    return product_list(actor, is_active=None).filter(pk__in=keys)


def _bundles(actor: Actor, keys: Sequence[int]) -> Iterable[Any]:
    return bundle_list(actor, is_active=None).filter(pk__in=keys)


offer_sheet(Sheet("items", gettext_lazy("Items"), "catalog.export", _item_columns, _items))
offer_sheet(
    Sheet("products", gettext_lazy("Products"), "catalog.export", _product_columns, _products)
)
offer_sheet(
    Sheet("bundles", gettext_lazy("Bundles"), "catalog.export", _bundle_columns, _bundles)
)

"""What may be allowed about the catalogue."""

from django.utils.translation import gettext_lazy as _

from hebe.access.registry import Permission, declare

declare(
    Permission("catalog.view", _("See items, products and prices"), "*"),
    Permission(
        "catalog.edit",
        _("Edit items, products and prices"),
        "gm director manager operations",
        whole=True,
    ),
    Permission(
        "catalog.bundles",
        _("Design bundles"),
        "gm director manager operations marketing",
        whole=True,
    ),
    Permission(
        "catalog.export",
        _("Export items, products and bundles"),
        "gm director manager operations warehouse finance",
    ),
)

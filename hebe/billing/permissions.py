"""What may be allowed about orders."""

from django.utils.translation import gettext_lazy as _

from hebe.access.registry import Permission, declare

VIEWERS = (
    "gm director manager supervisor frontdesk callcenter consultant advisor doctor nurse"
    " cashier marketing ecommerce operations quality finance"
)

declare(
    Permission("billing.view", _("See orders"), VIEWERS),
    Permission(
        "billing.order",
        _("Open orders and change their lines"),
        "manager supervisor frontdesk consultant advisor doctor cashier",
    ),
    Permission("billing.discount", _("Decide on discounts"), "gm director manager"),
    Permission("billing.limits", _("Set how much each role may take off"), "gm", whole=True),
    Permission("billing.cancel", _("Cancel orders"), "gm manager supervisor cashier"),
    Permission("billing.export", _("Export orders"), "gm director manager finance"),
)

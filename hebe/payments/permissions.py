"""What may be allowed about money received."""

from django.utils.translation import gettext_lazy as _

from hebe.access.registry import Permission, declare

declare(
    Permission(
        "payments.view",
        _("See the till and its takings"),
        "gm director manager supervisor frontdesk cashier finance",
    ),
    Permission(
        "payments.take",
        _("Take payments"),
        "manager supervisor frontdesk cashier",
    ),
    Permission("payments.reverse", _("Reverse today's payments"), "manager finance"),
)

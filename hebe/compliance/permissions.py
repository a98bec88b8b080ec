"""What may be allowed about red lines."""

from django.utils.translation import gettext_lazy as _

from hebe.access.registry import Permission, declare

declare(
    Permission(
        "compliance.view",
        _("See the red lines and their findings"),
        "gm director manager quality",
    ),
    Permission(
        "compliance.edit",
        _("Set the rules that the law leaves open"),
        "gm director",
        whole=True,
    ),
)

"""What may be allowed about the diary."""

from django.utils.translation import gettext_lazy as _

from hebe.access.registry import Permission, declare

BOOKERS = (
    "frontdesk callcenter consultant advisor manager director gm doctor nurse marketing "
    "supervisor operations ecommerce"
)
declare(
    Permission("scheduling.view", _("See the appointment calendar"), "*"),
    Permission("scheduling.book", _("Book and move appointments"), BOOKERS),
    Permission(
        "scheduling.off_duty",
        _("Book people outside their shifts, saying why"),
        "manager director gm",
    ),
    Permission("scheduling.cancel", _("Cancel appointments and mark no-shows"), BOOKERS),
    Permission(
        "scheduling.block",
        _("Close a person's, room's or device's time"),
        "manager director gm frontdesk",
    ),
    Permission("scheduling.resources", _("Edit rooms and devices"), "manager director gm"),
)

"""What may be allowed about people at work."""

from django.utils.translation import gettext_lazy as _

from hebe.access.registry import Permission, declare

declare(
    Permission("staff.view", _("See who works where"), "*"),
    Permission("staff.edit", _("Edit staff, certificates and skills"), "gm hr manager"),
    Permission(
        "staff.roster", _("Plan shifts"), "gm director hr manager supervisor operations"
    ),
    Permission("staff.export", _("Export the list of staff"), "gm hr"),
    Permission("see.staff.phone", _("Phones of staff: shown"), "gm director hr manager"),
    Permission("mask.staff.phone", _("Phones of staff: masked"), "*"),
    Permission("see.staff.history", _("Work history of staff"), "gm director hr manager"),
)

"""What may be allowed about customers, and who sees which field of theirs."""

from django.utils.translation import gettext_lazy as _

from hebe.access.registry import Permission, declare

DESK = "frontdesk callcenter consultant advisor manager supervisor gm director"
CLINIC = "doctor nurse director"
SEERS = f"{DESK} doctor nurse"
SEERS = f"{DESK} doctor nurse"

declare(
    Permission("customers.view", _("See customers"), "*"),
    Permission("customers.create", _("Enter customers"), f"{DESK} marketing ecommerce"),
    Permission("customers.edit", _("Edit customers"), f"{DESK} doctor nurse"),
    Permission("customers.team", _("Decide who cares for a customer"), DESK),
    Permission("customers.tag", _("Tag customers"), f"{DESK} doctor nurse marketing"),
    Permission("customers.files", _("See the files on a customer's page"), SEERS),
    Permission("customers.attach", _("Add and remove files"), SEERS),
    Permission("customers.reveal", _("See a masked number in full, with a reason"), DESK),
    Permission(
        "customers.export", _("Export customers"), "manager gm director marketing operations"
    ),
    Permission("customers.import", _("Import customers"), "manager gm operations"),
    Permission(
        "customers.settings", _("Edit tags and channels"), "manager gm marketing", whole=True
    ),
    Permission(
        "customers.history",
        _("See who changed a customer's data"),
        "manager gm director quality",
    ),
    Permission("see.customers.phone", _("Numbers: in full"), "callcenter manager gm"),
    Permission("mask.customers.phone", _("Numbers: masked"), "*"),
    Permission("see.customers.id_number", _("Identity number: in full"), "manager gm"),
    Permission("mask.customers.id_number", _("Identity number: masked"), f"{DESK} doctor"),
    Permission("see.customers.address", _("Address"), "frontdesk callcenter manager gm"),
    Permission("see.customers.allergies", _("Allergies"), f"{DESK} doctor nurse quality"),
    Permission("see.customers.health", _("Health and past treatments"), CLINIC),
    Permission(
        "see.customers.own", _("Own fields marked as sensitive"), f"{DESK} doctor nurse"
    ),
    Permission(
        "see.customers.spent",
        _("Spending and opening balances"),
        f"{DESK} doctor cashier finance marketing operations quality",
    ),
)

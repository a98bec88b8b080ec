"""What may be allowed about log-ins and rights."""

from django.utils.translation import gettext_lazy as _

from hebe.access.registry import Permission, declare

declare(
    Permission("access.users", _("Manage log-ins and their roles"), "gm hr", whole=True),
    Permission("access.roles", _("Edit what roles may do"), "", whole=True),
    Permission("access.api_keys", _("Create and revoke API keys"), "gm", whole=True),
    Permission("access.audit", _("Read the audit trail"), "gm director"),
    Permission("tenancy.stores", _("Edit stores"), "gm"),
)

"""What log-ins, roles, stores and the audit trail show of themselves."""

from django.utils.translation import gettext_lazy as _

from hebe.web.nav import ENTRIES, Entry
from hebe.web.settings import SETTINGS, Setting

SYSTEM = "system"

ENTRIES.add(
    Entry("access:users", _("Log-ins"), "user-cog", "access.users", SYSTEM, 10),
    Entry("access:roles", _("Roles"), "shield-lock", "access.roles", SYSTEM, 20),
    Entry("access:stores", _("Stores"), "building-store", "tenancy.stores", SYSTEM, 30),
    Entry("access:audit", _("Audit trail"), "history", "access.audit", SYSTEM, 40),
    Entry("access:events", _("Recent events"), "activity", "journal.events", SYSTEM, 45),
    Entry("access:api_keys", _("API keys"), "key", "access.api_keys", SYSTEM, 50),
)
SETTINGS.add(
    Setting(
        "access:words", _("What advisors are called"),
        _("The group's own word for its advisors, on every screen."),
        "id-badge-2", "tenancy.stores", 90, in_drawer=True,
    )
)  # fmt: skip

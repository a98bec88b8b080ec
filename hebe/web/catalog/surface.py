"""What the catalogue and the red lines show of themselves."""

from django.utils.translation import gettext_lazy as _

from hebe.web.nav import ENTRIES, Entry
from hebe.web.settings import SETTINGS, Setting

ENTRIES.add(
    Entry("catalog:list", _("Catalogue"), "list-details", "catalog.view", "business", 20)
)
SETTINGS.add(
    Setting(
        "catalog:red_lines", _("Red lines"),
        _("Which rules block an act, which only warn, and what each is founded on."),
        "shield-check", "compliance.edit", 50,
    )
)  # fmt: skip

"""What the import shows of itself."""

from django.utils.translation import gettext_lazy as _

from hebe.web.nav import ENTRIES, Entry

ENTRIES.add(
    Entry(
        "customers_import:start", _("Import"), "file-import", "customers.import",
        "business", 40,
    )
)  # fmt: skip

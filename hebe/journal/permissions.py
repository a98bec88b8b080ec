"""What may be allowed about events."""

from django.utils.translation import gettext_lazy as _

from hebe.access.registry import Permission, declare

LABEL = _("See recent events, and mend reactions that failed")
declare(Permission("journal.events", LABEL, whole=True))

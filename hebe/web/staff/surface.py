"""What the screens of people at work show of themselves."""

from django.utils.translation import gettext_lazy as _

from hebe.web.nav import ENTRIES, Entry

ENTRIES.add(Entry("staff:list", _("Staff"), "id-badge-2", "staff.view", "business", 30))

"""Activity units (项次): what today's deals, consults and treatments weigh together."""

from django.urls import reverse
from django.utils.translation import gettext as _

from hebe.analytics.queries import numbers
from hebe.web.templatetags.hebe_ui import hundredths
from hebe.web.todos.desk import Desk
from hebe.web.todos.panels.base import Figure


def units(desk: Desk) -> Figure | None:
    """Return today's units at this store, as far as her rows reach, and their parts."""
    if desk.store is None or not desk.sees("analytics.view"):
        return None
    row = numbers(desk.actor, desk.day, desk.day, store_id=desk.store.pk).total
    note = _("%(deals)s deals · %(consults)s consults · %(treatments)s treatments") % row.counts
    address = reverse("analytics:drill", args=["units"])
    href = f"{address}?span=today&store={desk.store.pk}"
    return Figure(_("Activity units"), hundredths(row.value("units")), "", note, href)

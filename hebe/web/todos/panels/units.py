"""Activity units (项次): what today's deals, consults and treatments weigh together."""

from django.urls import reverse
from django.utils.translation import gettext as _

from hebe.analytics.queries import PARTS, totals
from hebe.web.templatetags.hebe_ui import hundredths
from hebe.web.todos.desk import Desk
from hebe.web.todos.panels.base import Figure


def units(desk: Desk) -> Figure | None:
    """Return today's units: a leader's of this store, anybody else's of her own everywhere."""
    if desk.store is None or not desk.sees("analytics.view"):
        return None
    grant = desk.actor.grants["analytics.view"]
    is_own = grant.own and desk.store.pk not in grant.whole
    store_id = None if is_own else desk.store.pk
    day, parts = desk.day, PARTS["units"]
    row = totals(desk.actor, day, day, store_id=store_id, sources=parts)
    note = _("%(deals)s deals · %(consults)s consults · %(treatments)s treatments") % row.counts
    address = reverse("analytics:drill", args=["units"])
    href = f"{address}?span=today" + (f"&store={store_id}" if store_id else "")
    return Figure(_("Activity units"), hundredths(row.value("units")), "", note, href)

"""What may be allowed about visits."""

from django.utils.translation import gettext_lazy as _

from hebe.access.registry import Permission, declare

FLOOR = "frontdesk consultant advisor doctor nurse cashier manager director supervisor"
declare(
    Permission("visits.view", _("See the visit board"), "*"),
    Permission("visits.arrive", _("Register arrivals"), f"{FLOOR} callcenter"),
    Permission("visits.move", _("Move customers between stages"), FLOOR),
    Permission("visits.correct", _("Take back arrivals, hand-overs and departures"), FLOOR),
    Permission("visits.standards", _("Set how long stages should take"), "manager director gm"),
)

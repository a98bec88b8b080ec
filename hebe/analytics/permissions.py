"""What may be allowed about numbers."""

from django.utils.translation import gettext_lazy as _

from hebe.access.registry import Permission, declare

SEERS = "manager director gm supervisor finance operations consultant advisor quality"
declare(
    Permission("analytics.view", _("See the numbers, as far as one's rows reach"), SEERS),
    Permission(
        "analytics.weights", _("Set how activity units are weighed"), "gm director", whole=True
    ),
)

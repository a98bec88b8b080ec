"""What the numbers show of themselves."""

from django.utils.translation import gettext_lazy as _

from hebe.web.nav import ENTRIES, Entry
from hebe.web.settings import SETTINGS, Setting
from hebe.web.todos.layouts import ADVISOR, LEAD, NUMBERS, Number
from hebe.web.todos.panels.units import units

ENTRIES.add(
    Entry(
        "analytics:dashboard", _("Numbers"), "chart-histogram", "analytics.view",
        "business", 10, thumb=80,
    )
)  # fmt: skip
NUMBERS.add(Number("units", units, {ADVISOR: 30, LEAD: 50}))
SETTINGS.add(
    Setting(
        "analytics:weights", _("Weights"),
        _("What a deal, a consult and a treatment count in activity units."),
        "chart-histogram", "analytics.weights", 60, in_drawer=True,
    )
)  # fmt: skip

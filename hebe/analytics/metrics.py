"""One definition per number: what it is called, how it is reckoned, where its rows are."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Text


@dataclass(frozen=True, slots=True)
class Metric:
    """A number that explains itself: `formula` in words, `version` of it, unit of display."""

    key: str
    label: Text
    formula: Text
    unit: str = "count"
    version: int = 1


METRICS = (
    Metric("bookings", _("Bookings"),
           _("Appointments that start on the day, without cancelled ones")),
    Metric("arrivals", _("Arrivals"), _("Visits that began on the day")),
    Metric("deals", _("Deals"), _("Orders fully paid on the day")),
    Metric("revenue", _("Cash received"),
           _("Sum of all payments of the day, reversals taken off"), "money"),
    Metric("average", _("Average order"),
           _("Sum of the day's deals divided by their number"), "money"),
    Metric("consults", _("Consults"),
           _("Visits of the day with a consult note or a signed record, counted once")),
    Metric("treatments", _("Treatments"), _("Treatments finished on the day")),
    Metric("units", _("Activity units"),
           _("Deals, consults and treatments, each times its weight, added up"), "hundredths"),
)  # fmt: skip
BY_KEY = {metric.key: metric for metric in METRICS}

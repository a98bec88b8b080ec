"""What the record can tell the red lines."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from hebe.clinical.models import RecordVersion
from hebe.clinical.services import Used
from hebe.compliance.cases import fact
from hebe.customers.models import Customer
from hebe.visits.models import Visit


@fact
def consulted_on(customer: Customer, visit: Visit | None = None) -> date | None:
    """The day of her last visit whose record a doctor signed; of this visit, when it is one.

    An amendment examines nobody anew, so the day of a signature says nothing.
    """
    signed = RecordVersion.objects.of(customer).filter(record__customer=customer)
    if visit is not None:
        signed = signed.filter(record__visit=visit)
    day: date | None = signed.aggregate(day=Max("record__visit__day"))["day"]
    return day


@fact
def lots(used: Sequence[Used]) -> list[str]:
    """The lots written down for a treatment."""
    return [one.lot for one in used]

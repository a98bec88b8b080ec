"""What the record can tell the red lines."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Max

from hebe.clinical.models import RecordVersion, Treatment
from hebe.clinical.services import Used
from hebe.compliance.cases import fact
from hebe.customers.models import Customer
from hebe.staff.models import Member
from hebe.staff.queries.qualification import papers_of
from hebe.staff.rules import lead_departments
from hebe.tenancy.models import Store
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
def ordering_departments(visit: Visit, store: Store, on: date) -> list[str]:
    """The departments that who signed the visit's record last leads at the store."""
    version: RecordVersion | None = (
        RecordVersion.objects.of(visit)
        .filter(record__visit=visit)
        .select_related("signed_by")
        .order_by("-number")
        .first()
    )
    if version is None:
        return []
    return lead_departments(papers_of(version.signed_by, on), store.pk, on)


@fact
def last_toxin_on(customer: Customer, visit: Visit) -> date | None:
    """The day she last had botulinum toxin, this visit aside."""
    had = Treatment.objects.of(customer).filter(customer=customer, item__technique="toxin")
    day: date | None = had.exclude(visit=visit).aggregate(day=Max("day"))["day"]
    return day


@fact
def is_recorded_by_performer(treatment: Treatment, performer: Member) -> bool:
    """Whether who carried it out has signed the visit's record since it began."""
    signed = RecordVersion.objects.of(treatment).filter(
        record__visit_id=treatment.visit_id,
        signed_by=performer,
        signed_at__gt=treatment.started_at,
    )
    return signed.exists()


@fact
def lots(used: Sequence[Used]) -> list[str]:
    """The lots written down for a treatment."""
    return [one.lot for one in used]

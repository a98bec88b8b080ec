"""What a visit can tell the red lines."""

from hebe.compliance.cases import fact
from hebe.visits.models import Visit
from hebe.visits.queries import guardian_is_here


@fact
def guardian_present(visit: Visit) -> bool:
    """Whether a minor's guardian came today."""
    return guardian_is_here(visit)

"""Give back what is left of an appointment's time."""

from datetime import datetime

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.kernel import clock
from hebe.scheduling import rules
from hebe.scheduling.choices import ClaimKind
from hebe.scheduling.models import Appointment, ResourceClaim
from hebe.scheduling.services.claims import close_what_is_free


@requires("scheduling.view")
@transaction.atomic
def free_rest(actor: Actor, *, appointment_id: int, at: datetime | None = None) -> Appointment:
    """Give back the time that an appointment holds after a moment (default: now).

    What has not begun is given back whole; what goes on ends there, rooms and devices after
    their turnaround. Called when a customer leaves, by whoever has her in the store.
    """
    found: Appointment = Appointment.objects.of(actor).locked().one(appointment_id)
    moment = at or clock.now()
    claims = ResourceClaim.objects.of(actor).filter(appointment=found, is_held=True)
    given = [claim for claim in claims if _shorten(claim, moment)]
    for claim in given:
        claim.save(update_fields=["span", "is_held"])
    close_what_is_free(actor, given)
    return found


def _shorten(claim: ResourceClaim, moment: datetime) -> bool:
    """End a claim at a moment; say whether that changed it."""
    first, last = claim.span.lower, claim.span.upper
    turn = claim.turnaround_minutes if claim.kind == ClaimKind.RESOURCE else 0
    until = first + rules.minute_of(moment) - rules.minute_of(claim.starts_at)
    if until <= first:
        claim.is_held = False
    elif until + turn < last:
        claim.span = (first, until + turn)
    else:
        return False
    return True

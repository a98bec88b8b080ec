"""Give back what is left of an appointment's time."""

from datetime import datetime

from django.db import transaction

from hebe.access.actor import Actor, requires
from hebe.kernel import clock
from hebe.scheduling import rules
from hebe.scheduling.choices import ClaimKind, Status
from hebe.scheduling.errors import AlreadyClosed
from hebe.scheduling.models import Appointment, ResourceClaim
from hebe.scheduling.services.claims import close_what_is_free
from hebe.scheduling.services.locking import locked_appointment

HERE = (Status.ARRIVED, Status.IN_PROGRESS, Status.DONE)


@requires("scheduling.book")
@transaction.atomic
def free_rest(actor: Actor, *, appointment_id: int, at: datetime | None = None) -> Appointment:
    """Give back the time that an appointment holds after a moment (default: now).

    What has not begun is given back whole; what goes on ends there, rooms and devices after
    their turnaround. AlreadyClosed unless she has come; who will not come is cancelled.
    """
    found = locked_appointment(actor, appointment_id, "scheduling.book")
    if found.status not in HERE:
        raise AlreadyClosed
    give_back_rest(actor, found, at or clock.now())
    return found


def give_back_rest(actor: Actor, appointment: Appointment, moment: datetime) -> None:
    """Give back what is left of an appointment's time; whoever sees her off may."""
    claims = ResourceClaim.objects.of(actor).filter(appointment=appointment, is_held=True)
    given = [claim for claim in claims if _shorten(claim, moment)]
    for claim in given:
        claim.save(update_fields=["span", "is_held", "given_back"])
    close_what_is_free(actor, given)


def _shorten(claim: ResourceClaim, moment: datetime) -> bool:
    """End a claim at a moment; say whether that changed it."""
    first, last = claim.span.lower, claim.span.upper
    turn = claim.turnaround_minutes if claim.kind == ClaimKind.RESOURCE else 0
    until = first + rules.minute_of(moment) - rules.minute_of(claim.starts_at)
    if until <= first:
        claim.is_held = False
    elif until + turn < last:
        claim.given_back += last - until - turn
        claim.span = (first, until + turn)
    else:
        return False
    return True

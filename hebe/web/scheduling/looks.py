"""What appointments look like wherever they are shown: tone and shape."""

from dataclasses import dataclass

from hebe.catalog.choices import NeedKind
from hebe.catalog.models import ItemNeed
from hebe.scheduling.choices import HOLDS_THE_SLOT as HELD
from hebe.scheduling.choices import Status
from hebe.scheduling.models import Appointment, Resource, ResourceClaim

STATUS_LOOKS = {
    Status.BOOKED: ("quiet", "ring"),
    Status.CONFIRMED: ("info", ""),
    Status.ARRIVED: ("wait", ""),
    Status.IN_PROGRESS: ("busy", ""),
    Status.DONE: ("good", ""),
    Status.CANCELLED: ("quiet", "struck"),
    Status.NO_SHOW: ("bad", ""),
}


def look_of(appointment: Appointment) -> dict[str, str]:
    """Return the tone and the shape of an appointment's status."""
    tone, shape = STATUS_LOOKS[Status(appointment.status)]
    return {"tone": tone, "shape": shape}


@dataclass(frozen=True, slots=True)
class ToldPart:
    """One person, room or device of an appointment in words."""

    claim: ResourceClaim
    label: str
    is_partial: bool
    is_given_back: bool


def told_parts(appointment: Appointment) -> list[ToldPart]:
    """Return whom and what an appointment takes, or took, and what for."""
    return [_told(appointment, claim) for claim in appointment.parts]


def _told(appointment: Appointment, claim: ResourceClaim) -> ToldPart:
    thing = claim.taker
    kind = thing.kind if isinstance(thing, Resource) else NeedKind.PERSON
    span, whole = (claim.starts_at, claim.ends_at), (appointment.starts_at, appointment.ends_at)
    is_back = not claim.is_held and appointment.status in HELD
    return ToldPart(claim, ItemNeed(kind=kind, what=claim.what).label, span != whole, is_back)

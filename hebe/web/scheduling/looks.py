"""What appointments look like wherever they are shown: tone and shape."""

from hebe.scheduling.choices import Status
from hebe.scheduling.models import Appointment

STATUS_LOOKS = {
    Status.PENDING: ("wait", "ring"),
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

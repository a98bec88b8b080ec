"""What scheduling tells the rest of the house."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from hebe.kernel.events import Event, gettext_noop


@dataclass(frozen=True)
class AppointmentBooked(Event):
    """An appointment entered the diary."""

    appointment_id: int
    customer_id: int
    store_id: int
    item: str
    doctor: str
    starts_at: datetime
    timeline: ClassVar[str] = gettext_noop("Booked %(item)s for %(starts_at)s")
    kind: ClassVar[str] = "booking"
    icon: ClassVar[str] = "calendar-plus"
    tone: ClassVar[str] = "info"


@dataclass(frozen=True)
class AppointmentMoved(Event):
    """It is at another time now."""

    appointment_id: int
    customer_id: int
    store_id: int
    item: str
    starts_at: datetime
    timeline: ClassVar[str] = gettext_noop("Moved %(item)s to %(starts_at)s")
    kind: ClassVar[str] = "booking"
    icon: ClassVar[str] = "calendar-repeat"
    tone: ClassVar[str] = "quiet"


@dataclass(frozen=True)
class AppointmentConfirmed(Event):
    """The customer said she will come."""

    appointment_id: int
    customer_id: int
    store_id: int
    item: str
    timeline: ClassVar[str] = gettext_noop("Confirmed %(item)s")
    kind: ClassVar[str] = "booking"
    icon: ClassVar[str] = "calendar-check"
    tone: ClassVar[str] = "info"


@dataclass(frozen=True)
class AppointmentCancelled(Event):
    """It will not take place; the slot is free."""

    appointment_id: int
    customer_id: int
    store_id: int
    item: str
    reason: str
    timeline: ClassVar[str] = gettext_noop("Cancelled %(item)s: %(reason)s")
    kind: ClassVar[str] = "booking"
    icon: ClassVar[str] = "calendar-x"
    tone: ClassVar[str] = "quiet"


@dataclass(frozen=True)
class CustomerStayedAway(Event):
    """She did not come."""

    appointment_id: int
    customer_id: int
    store_id: int
    item: str
    timeline: ClassVar[str] = gettext_noop("No-show: %(item)s")
    kind: ClassVar[str] = "booking"
    icon: ClassVar[str] = "calendar-off"
    tone: ClassVar[str] = "bad"


@dataclass(frozen=True)
class TimeBlocked(Event):
    """Somebody's or something's time was closed."""

    claim_id: int
    store_id: int


@dataclass(frozen=True)
class TimeOpened(Event):
    """Closed time can be booked again."""

    claim_id: int


@dataclass(frozen=True)
class ResourceSaved(Event):
    """A room or device was added or changed."""

    resource_id: int
    store_id: int

"""What scheduling tells the rest of the house."""

from dataclasses import dataclass
from datetime import datetime

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
    item_id: int | None = None
    doctor_id: int | None = None
    timeline = gettext_noop("Booked %(item)s for %(starts_at)s")
    kind = "booking"
    icon = "calendar-plus"
    tone = "info"


@dataclass(frozen=True)
class AppointmentMoved(Event):
    """It is at another time now."""

    appointment_id: int
    customer_id: int
    store_id: int
    item: str
    starts_at: datetime
    item_id: int | None = None
    doctor_id: int | None = None
    timeline = gettext_noop("Moved %(item)s to %(starts_at)s")
    kind = "booking"
    icon = "calendar-repeat"
    tone = "quiet"


@dataclass(frozen=True)
class AppointmentConfirmed(Event):
    """The customer said she will come."""

    appointment_id: int
    customer_id: int
    store_id: int
    item: str
    item_id: int | None = None
    starts_at: datetime | None = None
    timeline = gettext_noop("Confirmed %(item)s")
    kind = "booking"
    icon = "calendar-check"
    tone = "info"


@dataclass(frozen=True)
class AppointmentCancelled(Event):
    """It will not take place; the slot is free."""

    appointment_id: int
    customer_id: int
    store_id: int
    item: str
    reason: str
    item_id: int | None = None
    starts_at: datetime | None = None
    timeline = gettext_noop("Cancelled %(item)s: %(reason)s")
    kind = "booking"
    icon = "calendar-x"
    tone = "quiet"


@dataclass(frozen=True)
class CustomerStayedAway(Event):
    """She did not come."""

    appointment_id: int
    customer_id: int
    store_id: int
    item: str
    item_id: int | None = None
    starts_at: datetime | None = None
    timeline = gettext_noop("No-show: %(item)s")
    kind = "booking"
    icon = "calendar-off"
    tone = "bad"


@dataclass(frozen=True)
class NoShowTakenBack(Event):
    """It had been said too early that she did not come."""

    appointment_id: int
    customer_id: int
    store_id: int
    item: str
    timeline = gettext_noop("No-show taken back: %(item)s")
    kind = "booking"
    icon = "arrow-back-up"
    tone = "quiet"


@dataclass(frozen=True)
class TimeBlocked(Event):
    """Somebody's or something's time was closed."""

    claim_id: int
    store_id: int


@dataclass(frozen=True)
class TimeOpened(Event):
    """Closed time can be booked again."""

    claim_id: int
    store_id: int | None = None


@dataclass(frozen=True)
class ResourceSaved(Event):
    """A room or device was added or changed."""

    resource_id: int
    store_id: int

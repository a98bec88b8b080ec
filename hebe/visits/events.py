"""What visits tells the rest of the house."""

from dataclasses import dataclass
from datetime import date

from hebe.kernel.events import Event, gettext_noop


@dataclass(frozen=True)
class CustomerArrived(Event):
    """She is here; `purpose` is the item she had booked, her own words stay with the visit."""

    visit_id: int
    customer_id: int
    store_id: int
    number: int
    day: date
    purpose: str
    timeline = gettext_noop("Arrived, number %(number)s. %(purpose)s")
    kind = "booking"
    icon = "door-enter"
    tone = "wait"


@dataclass(frozen=True)
class GuardianCame(Event):
    """A minor's guardian is in the store."""

    visit_id: int
    customer_id: int
    store_id: int


@dataclass(frozen=True)
class StageEntered(Event):
    """She is with somebody else, or somewhere else, now."""

    visit_id: int
    customer_id: int
    store_id: int
    stage: str
    owner_id: int | None
    was: str = ""


@dataclass(frozen=True)
class CustomerLeft(Event):
    """The visit is over."""

    visit_id: int
    customer_id: int
    store_id: int
    minutes: int
    timeline = gettext_noop("Left after %(minutes)s minutes")
    kind = "booking"
    icon = "door-exit"
    tone = "good"


@dataclass(frozen=True)
class BookingJoined(Event):
    """A further booking of the day belongs to the visit now."""

    visit_id: int
    customer_id: int
    store_id: int
    appointment_id: int
    item: str


@dataclass(frozen=True)
class ArrivalTakenBack(Event):
    """Somebody else had come; the visit is gone."""

    visit_id: int
    customer_id: int
    store_id: int
    number: int
    day: date
    timeline = gettext_noop("Arrival taken back, number %(number)s")
    kind = "booking"
    icon = "arrow-back-up"
    tone = "quiet"


@dataclass(frozen=True)
class StageTakenBack(Event):
    """She had been handed over by mistake."""

    visit_id: int
    customer_id: int
    store_id: int
    stage: str
    was: str


@dataclass(frozen=True)
class DepartureTakenBack(Event):
    """She had not left after all."""

    visit_id: int
    customer_id: int
    store_id: int
    stage: str
    timeline = gettext_noop("Departure taken back")
    kind = "booking"
    icon = "arrow-back-up"
    tone = "quiet"


@dataclass(frozen=True)
class StandardSet(Event):
    """How long a stage should take changed."""

    store_id: int
    stage: str
    minutes: int

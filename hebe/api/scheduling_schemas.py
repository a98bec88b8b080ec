"""Appointments, free times, rooms and devices as programs see them."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from hebe.api.schemas import Changes, Key, Moment, Seen, Text
from hebe.scheduling.choices import Source
from hebe.scheduling.models import Resource
from hebe.scheduling.services import resource_marks

Step = Annotated[int, Field(ge=5, le=120)]


class BookingIn(Schema):
    """An appointment to book; a fitting room and device are found when none is named.

    `reason` passes a warning of the rules; `off_duty_reason` lets people work outside the
    roster, for those who may.
    """

    store_id: Key
    customer_id: Key
    item_id: Key
    starts_at: Moment
    doctor_id: Key | None = None
    advisor_id: Key | None = None
    room_id: Key | None = None
    device_id: Key | None = None
    source: Text = Source.FRONT_DESK.value
    note: Text = ""
    guardian_present: bool = False
    reason: Text = ""
    off_duty_reason: Text = ""


class RescheduleIn(Schema):
    """Where an appointment goes; what is left out stays as it is.

    `expected_start` is where the caller saw it: refused when somebody moved it meanwhile.
    """

    starts_at: Moment
    doctor_id: Key | None = None
    advisor_id: Key | None = None
    room_id: Key | None = None
    device_id: Key | None = None
    reason: Text = ""
    off_duty_reason: Text = ""
    guardian_present: bool = False
    expected_start: Moment | None = None


class ReasonIn(Schema):
    """Why."""

    reason: Text


class AppointmentOut(Schema):
    """An appointment with the names of all it needs."""

    id: int
    store_id: int
    customer_id: int
    customer: str
    item_id: int
    item: str
    doctor_id: int | None
    doctor: str
    advisor_id: int | None
    advisor: str
    room_id: int | None
    room: str
    device_id: int | None
    device: str
    starts_at: datetime
    ends_at: datetime
    status: str
    source: str
    note: str


class AppointmentPage(Schema):
    """A page of appointments."""

    rows: list[AppointmentOut]
    next: str


class SlotOut(Schema):
    """A time that can be booked now, and with whom."""

    starts_at: datetime
    member_id: int
    member: str


class ResourceIn(Schema):
    """A room or a device; `type` is what items call for."""

    store_id: Key
    kind: Text
    type: Text
    name: Text


class ResourceChanges(Changes):
    """A new name, or in and out of use; left out means unchanged."""

    name: Text = ""
    is_active: bool = True
    seen: Seen = ""


class ResourceOut(Schema):
    """A room or a device, with what a change of it may take along."""

    id: int
    store_id: int
    kind: str
    type: str
    name: str
    is_active: bool
    seen: str

    @staticmethod
    def resolve_seen(resource: Resource) -> str:
        """Return the marks of what it says now."""
        return resource_marks(resource)


class ClosingIn(Schema):
    """A person's, room's or device's time to close."""

    store_id: Key
    member_id: Key | None = None
    resource_id: Key | None = None
    starts_at: Moment
    ends_at: Moment
    reason: Text


class ClosedOut(Schema):
    """Closed time."""

    id: int
    member_id: int | None
    resource_id: int | None
    reason: str

"""Appointments, free times, rooms and devices as programs see them."""

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from hebe.api.schemas import Changes, Key, Moment, Seen, Sent, Text
from hebe.api.told import told
from hebe.scheduling.choices import Source
from hebe.scheduling.models import Resource
from hebe.scheduling.queries.attention import Lost
from hebe.scheduling.services import resource_marks

Step = Annotated[int, Field(ge=5, le=120)]


class ChosenIn(Sent):
    """Whom or what somebody chose for one need of the item, by key and in order.

    `null` leaves a place to whoever is free (or, when moving, as it is); 0 lets whoever
    stands there go.
    """

    need_id: Key
    keys: Annotated[list[Annotated[int, Field(ge=0, lt=2**63)] | None], Field(max_length=9)]


Choices = Annotated[list[ChosenIn], Field(max_length=12)]


class BookingIn(Sent):
    """An appointment to book; whoever and whatever is free is found where none is named.

    `chosen` names people, rooms and devices need by need; the four keys are short for the
    first of each, or bring somebody along besides. `reason` passes a warning of the rules;
    `off_duty_reason` lets people work outside the roster, for those who may.
    """

    store_id: Key
    customer_id: Key
    item_id: Key
    starts_at: Moment
    doctor_id: Key | None = None
    advisor_id: Key | None = None
    room_id: Key | None = None
    device_id: Key | None = None
    chosen: Choices = []
    source: Text = Source.FRONT_DESK.value
    note: Text = ""
    guardian_present: bool = False
    reason: Text = ""
    off_duty_reason: Text = ""


class RescheduleIn(Sent):
    """Where an appointment goes; what is left out stays as it is.

    `expected_start` is where the caller saw it: refused when somebody moved it meanwhile.
    """

    starts_at: Moment
    doctor_id: Key | None = None
    advisor_id: Key | None = None
    room_id: Key | None = None
    device_id: Key | None = None
    chosen: Choices = []
    reason: Text = ""
    off_duty_reason: Text = ""
    guardian_present: bool = False
    expected_start: Moment | None = None


class ReasonIn(Sent):
    """Why."""

    reason: Text


class RestIn(Sent):
    """From when the time is given back; left out, from now."""

    at: Moment | None = None


class PartOut(Schema):
    """One person, room or device of an appointment, and for which of its minutes.

    `is_held` is false once it is given back: cancelled, or left early.
    """

    kind: str
    what: str
    member_id: int | None
    resource_id: int | None
    name: str
    starts_at: datetime
    ends_at: datetime
    is_named: bool
    is_held: bool


@told(Lost)
class LostOut(Schema):
    """What a booking to come can no longer count on.

    `code`: roster, left, closed, unused, hours or store; `text` says it in words.
    """


class AppointmentOut(Schema):
    """An appointment; doctor, advisor, room and device are the first of its `parts`."""

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
    parts: list[PartOut]
    needs_attention: list[LostOut]


class AppointmentPage(Schema):
    """A page of appointments."""

    rows: list[AppointmentOut]
    next: str


class SlotOut(Schema):
    """A time that can be booked now, and with whom; nobody where no person is needed."""

    starts_at: datetime
    member_id: int | None
    member: str


class ResourceIn(Sent):
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


class ClosingIn(Sent):
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

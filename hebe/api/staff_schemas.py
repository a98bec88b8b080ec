"""People at work as programs see them."""

from datetime import date, datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from hebe.api.schemas import Changes, Day, Key, LongText, Seen, Sent, Text, TimeOfDay

Keys = Annotated[list[Key], Field(max_length=1000)]
Days = Annotated[list[Day], Field(max_length=92)]


class MemberFields(Changes):
    """What is known of a person at work."""

    name: Text = ""
    post: Text = ""
    title: Text = ""
    phone: Text = ""
    hired_on: Day | None = None
    history: LongText = ""
    user_id: Key | None = None
    supervisor_id: Key | None = None
    store_ids: Keys = []


class MemberChanges(MemberFields):
    """What to change about a person; left out means unchanged."""

    seen: Seen = ""


class MemberIn(MemberFields):
    """A person to employ."""

    name: Text
    post: Text
    store_ids: Keys


class MemberOut(Schema):
    """A person at work; phone and history as the key's owner may see them."""

    id: int
    name: str
    post: str
    title: str
    phone: str | None
    history: str | None
    hired_on: date | None
    left_on: date | None
    supervisor_id: int | None
    store_ids: list[int]


class MemberDetail(MemberOut):
    """A person at work, with what a change may take along; empty without the right to it."""

    seen: str


class MemberPage(Schema):
    """A page of people."""

    rows: list[MemberOut]
    next: str


class Leaving(Sent):
    """The last day; null: the person stays after all."""

    left_on: Day | None


class CertificateIn(Sent):
    """A licence to enter; without a store it counts at every one."""

    licence: Text
    number: Text
    valid_from: Day
    valid_to: Day | None = None
    department: Text = ""
    store_id: Key | None = None


class CertificateEnd(Sent):
    """The day on which a licence ends."""

    valid_to: Day


class CertificateOut(Schema):
    """A licence."""

    id: int
    member_id: int
    licence: str
    number: str
    department: str
    store_id: int | None
    valid_from: date
    valid_to: date | None


class SkillsIn(Sent):
    """The items a person may do."""

    item_ids: Keys


class ShiftsIn(Sent):
    """Days at a store, from and to in the store's own time."""

    store_id: Key
    days: Days
    starts: TimeOfDay
    ends: TimeOfDay


class ShiftOut(Schema):
    """A stretch of work."""

    id: int
    member_id: int
    store_id: int
    day: date
    starts_at: datetime
    ends_at: datetime


class PerformerOut(Schema):
    """Somebody who may do an item."""

    id: int
    name: str
    post: str

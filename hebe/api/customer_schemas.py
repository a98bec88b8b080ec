"""What customers look like to programs."""

from datetime import date, datetime
from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from hebe.api.schemas import Changes, Day, Key, LongText, Seen, Sent, Text
from hebe.customers.queries import Profile, get_customer
from hebe.customers.services import marks_of

Own = Annotated[
    dict[Key, Text],
    Field(max_length=40, description="The group's own fields: their keys and what they say"),
]


class CustomerFields(Changes):
    """What is known of a customer; null means none.

    With `shares_phone` the phone is a relative's: a child's guardian, or one that two share.
    """

    name: Text = ""
    phone: Text = ""
    shares_phone: bool = False
    sex: Text = ""
    birthday: Day | None = None
    level: Text = ""
    home_store_id: Key = 1
    channel_id: Key | None = None
    referrer_id: Key | None = None
    parking: Text = ""
    address: Text = ""
    allergies: LongText = ""
    health: LongText = ""
    skin_type: Text = ""
    wishes: LongText = ""
    expectation: LongText = ""
    budget: Text = ""
    price_sensitivity: Text = ""
    character: Text = ""
    guardian_name: Text = ""
    guardian_phone: Text = ""
    note: LongText = ""
    record_no: Text = ""
    own: Own = {}


class CustomerChanges(CustomerFields):
    """What to change; left out means unchanged, null means none."""

    seen: Seen = ""


class CustomerIn(CustomerFields):
    """A customer to enter: name and phone at least.

    `contacts` are further ways to reach her by kind: phone, landline, wechat, email.
    """

    name: Text
    phone: Text
    contacts: Annotated[dict[Text, Text], Field(max_length=8)] = {}


class TagOut(Schema):
    """A tag on a customer."""

    id: int
    name: str
    tone: str


class CardOut(Schema):
    """A customer in a list; null means the key may not see it."""

    id: int
    name: str
    sex: str
    age: int | None
    birthday: date | None
    phone: str | None
    phone_is_masked: bool
    member_no: str
    record_no: str
    level: str
    stage: str
    is_key: bool
    is_minor: bool
    store_id: int
    store: str
    channel: str
    advisor: str
    doctor: str
    carer: str
    parking: str
    tags: list[TagOut]
    last_visit_on: date | None
    spent_fen: int | None
    created_at: datetime


class CustomerPage(Schema):
    """A page of customers."""

    rows: list[CardOut]
    next: str


class HitOut(Schema):
    """A customer found; a colleague's (not `within_reach`) must be received first."""

    card: CardOut
    within_reach: bool
    why: str


class AlertOut(Schema):
    """One thing to know about her."""

    kind: str
    tone: str
    strong: str
    text: str


class ContactIn(Sent):
    """A further way to reach her: phone, landline, wechat or email."""

    kind: Text
    value: Text


class ContactOut(Schema):
    """A further way to reach her, masked if need be."""

    id: int
    kind: str
    value: str


class OpeningOut(Schema):
    """A balance brought over: fen, points, or sessions left."""

    kind: str
    what: str
    amount: int


class OwnOut(Schema):
    """What a field of the group's own says of her."""

    id: int
    name: str
    value: str


class ProfileOut(Schema):
    """Everything kept of one customer; null means the key may not see it."""

    card: CardOut
    alerts: list[AlertOut]
    referrer_id: int | None
    referrer: str
    contacts: list[ContactOut]
    address: str | None
    allergies: str | None
    health: str | None
    skin_type: str
    wishes: str
    expectation: str
    budget: str
    price_sensitivity: str
    character: str
    guardian_name: str
    guardian_phone: str | None
    note: str
    checked_at: datetime | None
    updated_at: datetime
    advisor_id: int | None
    doctor_id: int | None
    carer_id: int | None
    channel_id: int | None
    own: list[OwnOut]
    opening: list[OpeningOut]
    friends: list[CardOut]
    seen: str

    @staticmethod
    def resolve_seen(she: Profile, context: dict[str, Any]) -> str:
        """Return the marks of what this key may change; none when it may change nothing."""
        actor = context["request"].actor
        if not actor.may("customers.edit"):
            return ""
        return marks_of(actor, get_customer(actor, she.card.id))


class TeamIn(Sent):
    """Who cares for her: members of staff."""

    advisor_id: Key | None = None
    doctor_id: Key | None = None
    carer_id: Key | None = None
    seen: Seen = ""


class KeyIn(Sent):
    """Whether she is a key customer."""

    is_key: bool


class RevealIn(Sent):
    """Which number (phone, guardian_phone or contact), and why."""

    field: Text = "phone"
    reason: Text
    contact_id: Key | None = None


class Revealed(Schema):
    """A number in full."""

    value: str


class ReceiveIn(Sent):
    """Her full mobile, landline, member or record number."""

    number: Text


class MomentOut(Schema):
    """One entry of a timeline."""

    id: int
    at: datetime
    who: str
    name: str
    kind: str
    title: str
    detail: str


class MomentPage(Schema):
    """A page of a timeline; `before` asks for the next."""

    moments: list[MomentOut]
    before: str
    left: int

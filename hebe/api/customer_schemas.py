"""What customers look like to programs."""

from typing import Annotated, Any

from ninja import Schema
from pydantic import Field

from hebe.api.schemas import Changes, Day, Key, LongText, Seen, Sent, Text
from hebe.api.told import told
from hebe.customers.queries import Profile, get_customer
from hebe.customers.queries.alerts import Alert
from hebe.customers.queries.cards import CustomerCard, TagMark
from hebe.customers.queries.own import OwnLine
from hebe.customers.queries.profile import ContactLine, OpeningLine
from hebe.customers.queries.search import Hit
from hebe.customers.queries.timeline import Moment, Timeline
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


@told(TagMark)
class TagOut(Schema):
    """A tag on a customer."""


@told(
    CustomerCard,
    without="sex_label sign level_label level_look stage_label stage_tone days_away",
)
class CardOut(Schema):
    """A customer in a list; null means the key may not see it."""

    tags: list[TagOut]


class CustomerPage(Schema):
    """A page of customers."""

    rows: list[CardOut]
    next: str


@told(Hit)
class HitOut(Schema):
    """A customer found; a colleague's (not `within_reach`) must be received first."""

    card: CardOut


@told(Alert, without="icon")
class AlertOut(Schema):
    """One thing to know about her."""


class ContactIn(Sent):
    """A further way to reach her: phone, landline, wechat or email."""

    kind: Text
    value: Text


@told(ContactLine, without="kind_label is_masked")
class ContactOut(Schema):
    """A further way to reach her, masked if need be."""


@told(OpeningLine, without="kind_label is_money")
class OpeningOut(Schema):
    """A balance brought over: fen, points, or sessions left."""


@told(OwnLine)
class OwnOut(Schema):
    """What a field of the group's own says of her."""


@told(Profile, without="gone referrer_opens friends_count id_number first_visit_on")
class ProfileOut(Schema):
    """Everything kept of one customer; null means the key may not see it."""

    card: CardOut
    alerts: list[AlertOut]
    contacts: list[ContactOut]
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


@told(Moment, without="icon tone")
class MomentOut(Schema):
    """One entry of a timeline."""


@told(Timeline)
class MomentPage(Schema):
    """A page of a timeline; `before` asks for the next."""

    moments: list[MomentOut]

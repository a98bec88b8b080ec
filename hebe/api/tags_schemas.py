"""Tags, channels and own fields as programs see them."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from hebe.api.schemas import Changes, Key, Seen, Sent, Text
from hebe.api.told import told
from hebe.customers.models import OwnField, Tag
from hebe.customers.services import own_field_marks, tag_marks
from hebe.customers.services.batch import Outcome


class TagIn(Sent):
    """A tag of the group; tone is empty, brand, info, good, wait, bad or busy."""

    name: Text
    tone: Text = ""


class TagChanges(Changes):
    """What to change about a tag; left out means unchanged."""

    name: Text = ""
    tone: Text = ""
    seen: Seen = ""


class TagDetail(Schema):
    """A tag, with what a change of it may take along."""

    id: int
    name: str
    tone: str
    seen: str

    @staticmethod
    def resolve_seen(tag: Tag) -> str:
        """Return the marks of what it says now."""
        return tag_marks(tag)


class ChannelOut(Schema):
    """A channel."""

    id: int
    name: str


class ChannelIn(Sent):
    """A channel."""

    name: Text


class Many(Sent):
    """Customers to act on, at most 5,000."""

    customer_ids: Annotated[list[Key], Field(min_length=1, max_length=5000)]


@told(Outcome)
class Done(Schema):
    """How many changed, how many were so already, how many are not within reach."""


class OwnFieldIn(Sent):
    """A field of the group's own; a choice has from 2 to 30 words."""

    name: Text
    options: Annotated[list[Text], Field(max_length=30)] = []
    is_sensitive: bool = False


class NewOwnFieldIn(OwnFieldIn):
    """One more field: text, choice, number or date."""

    kind: Text = "text"


class OldOwnFieldIn(OwnFieldIn):
    """A field that is there; retired when it is not active."""

    is_active: bool = True
    seen: Seen = ""


class OwnFieldOut(Schema):
    """A field of the group's own, with what a change of it may take along."""

    id: int
    name: str
    kind: str
    options: list[str]
    is_sensitive: bool
    is_active: bool
    seen: str

    @staticmethod
    def resolve_seen(field: OwnField) -> str:
        """Return the marks of what it says now."""
        return own_field_marks(field)

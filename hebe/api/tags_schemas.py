"""Tags, channels and own fields as programs see them."""

from typing import Annotated

from ninja import Schema
from pydantic import Field

from hebe.api.schemas import Key, Text


class TagIn(Schema):
    """A tag of the group; tone is empty, brand, info, good, wait, bad or busy."""

    name: Text
    tone: Text = ""


class WordOut(Schema):
    """A tag or channel."""

    id: int
    name: str
    tone: str = ""


class ChannelIn(Schema):
    """A channel."""

    name: Text


class Many(Schema):
    """Customers to act on, at most 5,000."""

    customer_ids: Annotated[list[Key], Field(min_length=1, max_length=5000)]


class Done(Schema):
    """How many changed, how many were so already, how many are not within reach."""

    changed: int
    same: int
    out_of_reach: int


class OwnFieldIn(Schema):
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


class OwnFieldOut(Schema):
    """A field of the group's own."""

    id: int
    name: str
    kind: str
    options: list[str]
    is_sensitive: bool
    is_active: bool

"""Tags and channels: put on, taken off, and kept as the group's own list."""

from collections.abc import Mapping
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hebe.access.actor import Actor, requires
from hebe.customers.details import text_of
from hebe.customers.errors import ChannelTaken, TagTaken
from hebe.customers.events import (
    ChannelCreated,
    CustomerTagged,
    CustomerUntagged,
    TagCreated,
    TagEdited,
)
from hebe.customers.models import Channel, CustomerTag, Tag
from hebe.customers.queries.reach import get_customer
from hebe.journal.publish import publish
from hebe.kernel import clock
from hebe.kernel.errors import Invalid
from hebe.kernel.freshness import marks, merged
from hebe.kernel.violations import refusing

TONES = ("", "brand", "info", "wait", "good", "bad", "busy")


class TagFields(TypedDict, total=False):
    """What a tag may be given."""

    name: str
    tone: str


def tag_of(actor: Actor, tag_id: int) -> Tag:
    """Return a tag of the group, or raise NotFound."""
    tag: Tag = Tag.objects.of(actor).one(tag_id)
    return tag


@requires("customers.tag")
@transaction.atomic
def tag_customer(actor: Actor, *, customer_id: int, tag_id: int) -> CustomerTag:
    """Put a tag on her; a tag she has already is no error and is told once."""
    tag = tag_of(actor, tag_id)
    customer = get_customer(actor, customer_id, "customers.tag")
    mark, fresh = CustomerTag.objects.of(actor).get_or_create(
        customer=customer,
        tag=tag,
        defaults={"group_id": actor.group_id, "at": clock.now()},
    )
    if fresh:
        told = CustomerTagged(customer.pk, tag.pk, tag.name)
        publish(actor, told, subject=customer)
    kept: CustomerTag = mark
    return kept


@requires("customers.tag")
@transaction.atomic
def untag_customer(actor: Actor, *, customer_id: int, tag_id: int) -> None:
    """Take a tag off her; one she does not have is no error."""
    tag = tag_of(actor, tag_id)
    customer = get_customer(actor, customer_id, "customers.tag")
    gone, _rows = CustomerTag.objects.of(actor).filter(customer=customer, tag=tag).delete()
    if gone:
        publish(actor, CustomerUntagged(customer.pk, tag.pk, tag.name), subject=customer)


@requires("customers.settings")
@transaction.atomic
def create_tag(actor: Actor, *, name: str, tone: str = "") -> Tag:
    """Add a tag to the group's list; TagTaken when there is one of that name."""
    tag = Tag(group_id=actor.group_id, name=_name(name, 30), tone=_tone(tone))
    with refusing({"one_tag_per_name": TagTaken()}):
        tag.save()
    publish(actor, TagCreated(tag.pk), subject=tag, after={"name": tag.name})
    return tag


@requires("customers.settings")
@transaction.atomic
def edit_tag(actor: Actor, *, tag_id: int, seen: str = "", **fields: Unpack[TagFields]) -> Tag:
    """Rename or recolour a tag everywhere it is used; refuses what `create_tag` refuses.

    `seen` are the `tag_marks` that a form was opened with: ChangedMeanwhile when somebody else
    changed the same field since. Nothing changed means nothing told.
    """
    tag: Tag = Tag.objects.of(actor).locked().one(tag_id)
    before = _plain(tag)
    after = before | merged(_cleaned(fields), before, seen)
    if after != before:
        tag.name, tag.tone = after["name"], after["tone"]
        with refusing({"one_tag_per_name": TagTaken()}):
            tag.save()
        publish(actor, TagEdited(tag.pk), subject=tag, before=before, after=after)
    return tag


def tag_marks(tag: Tag) -> str:
    """Return the marks that a form opened now carries along for `edit_tag`."""
    return marks(_plain(tag))


def _plain(tag: Tag) -> dict[str, str]:
    return {"name": tag.name, "tone": tag.tone}


def _cleaned(fields: Mapping[str, Any]) -> dict[str, str]:
    cleaned = {}
    if "name" in fields:
        cleaned["name"] = _name(fields["name"], 30)
    if "tone" in fields:
        cleaned["tone"] = _tone(fields["tone"])
    return cleaned


@requires("customers.settings")
@transaction.atomic
def create_channel(actor: Actor, *, name: str) -> Channel:
    """Add a channel that customers come through."""
    channel = Channel(group_id=actor.group_id, name=_name(name, 40))
    with refusing({"one_channel_per_name": ChannelTaken()}):
        channel.save()
    told = ChannelCreated(channel.pk)
    publish(actor, told, subject=channel, after={"name": channel.name})
    return channel


def _name(name: str, limit: int) -> str:
    text = text_of("name", name, limit)
    if not text:
        raise Invalid("name", _("Enter a name."))
    return text


def _tone(tone: str) -> str:
    if tone not in TONES:
        raise Invalid("tone", _("Choose one of the list."))
    return tone

"""What the words of a list stand for in this group: stores, people, channels, tags, levels."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from hebe.access.actor import Actor
from hebe.customers.choices import Level
from hebe.customers.legacy.parsed import ParsedRow
from hebe.customers.models import Channel, Tag
from hebe.staff.models import Member
from hebe.tenancy.models import Store

LEVELS = {"银": Level.SILVER, "金": Level.GOLD, "钻": Level.DIAMOND, "黑": Level.DIAMOND}
CHANNEL, TAG = 40, 30


@dataclass(slots=True)
class Words:
    """Keys by word."""

    stores: dict[str, int]
    members: dict[str, int]
    channels: dict[str, int] = field(default_factory=dict)
    tags: dict[str, int] = field(default_factory=dict)


def words_of(actor: Actor, rows: Iterable[ParsedRow]) -> Words:
    """Return stores and people by name, and channels and tags, making the missing ones."""
    channels: set[str] = set()
    tags: set[str] = set()
    for row in rows:
        tags.update(row.tags)
        if row.values.get("channel"):
            channels.add(row.values["channel"])
    return Words(
        {store.name: store.pk for store in Store.objects.of(actor)},
        {member.name: member.pk for member in Member.objects.of(actor).filter(left_on=None)},
        _made(actor, Channel, {str(name)[:CHANNEL] for name in channels}),
        _made(actor, Tag, {name[:TAG] for name in tags}),
    )


def _made(actor: Actor, model: Any, names: set[str]) -> dict[str, int]:
    model.unscoped.bulk_create(
        [model(group_id=actor.group_id, name=name) for name in sorted(names)],
        ignore_conflicts=True,
    )
    rows = model.objects.of(actor).filter(name__in=names)
    return dict(rows.values_list("name", "pk"))


def level_of(text: str) -> str:
    """Return the member level that a word such as 金卡会员 stands for."""
    return next((str(level) for mark, level in LEVELS.items() if mark in text), "")

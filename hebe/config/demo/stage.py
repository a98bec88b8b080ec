"""Everything the story plays with: one group's people, places and things, at hand."""

from collections.abc import Callable
from dataclasses import dataclass, field

from hebe.access.actor import Actor, operator
from hebe.access.models import User
from hebe.access.queries import actor_for
from hebe.catalog.models import Bundle, Item, Product
from hebe.customers.models import Channel, Tag
from hebe.staff.models import Member, StoreMember
from hebe.tenancy.models import Group, Store

ZONE = "Asia/Shanghai"


class Interrupted(Exception):
    """The worker was told to stop; the story goes on another time."""


@dataclass(slots=True)
class Stage:
    """What was read once, so that telling many days does not read it again and again."""

    group: Group
    boss: Actor
    stores: dict[str, Store]
    members: dict[str, Member]
    items: dict[str, Item]
    tags: dict[str, Tag] = field(default_factory=dict)
    channels: dict[str, Channel] = field(default_factory=dict)
    products: list[Product] = field(default_factory=list)
    bundles: dict[str, Bundle] = field(default_factory=dict)
    places: set[tuple[int, int]] = field(default_factory=set)
    actors: dict[int, Actor] = field(default_factory=dict)
    crews: dict[tuple[int, str], list[Member]] = field(default_factory=dict)
    must_stop: Callable[[], bool] = lambda: False

    def breathe(self) -> None:
        """Between two transactions: raise Interrupted when the story has to stop here."""
        if self.must_stop():
            raise Interrupted

    def actor_of(self, member: Member, store: Store) -> Actor:
        """Return the actor a person is at a store."""
        if member.pk not in self.actors:
            user = User.objects.of(self.group).get(pk=member.user_id)
            self.actors[member.pk] = actor_for(user)
        return self.actors[member.pk].working_at(store.pk, store.timezone)

    def at(self, store: Store, post: str) -> list[Member]:
        """Return who of a post works at a store."""
        key = (store.pk, post)
        if key not in self.crews:
            self.crews[key] = [
                member
                for member in self.members.values()
                if member.post == post and (member.pk, store.pk) in self.places
            ]
        return self.crews[key]

    def product(self, word: str) -> Product | None:
        """Return the first product that has this word in its name."""
        return next((product for product in self.products if word in product.name), None)


def boss_of(group: Group, store: Store | None = None) -> Actor:
    """Return the command line's actor, which may do everything in one group."""
    return operator(group.pk, name="Hebe", store_id=store.pk if store else None)


def stage_of(group: Group) -> Stage:
    """Read the stage of a group that is furnished."""
    stores = {store.code: store for store in Store.objects.of(group).order_by("pk")}
    places = StoreMember.objects.of(group).values_list("member_id", "store_id")
    return Stage(
        group=group,
        boss=boss_of(group, stores["jingan"]),
        stores=stores,
        members={member.name: member for member in Member.objects.of(group).order_by("pk")},
        items={item.code: item for item in Item.objects.of(group)},
        tags={tag.name: tag for tag in Tag.objects.of(group)},
        channels={channel.name: channel for channel in Channel.objects.of(group)},
        products=list(Product.objects.of(group).order_by("pk")),
        bundles={bundle.code: bundle for bundle in Bundle.objects.of(group)},
        places=set(places),
    )

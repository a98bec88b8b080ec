"""The two groups, their stores, log-ins and master data."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from hebe.access.actor import EVERYWHERE, Actor
from hebe.access.choices import BuiltinRole, Reach, Via
from hebe.access.models import User
from hebe.access.queries import actor_for
from hebe.access.registry import PERMISSIONS
from hebe.access.services import assign_roles, create_user, sync_roles
from hebe.care import demo as care_demo
from hebe.catalog import demo as catalog_demo
from hebe.catalog.models import Item
from hebe.customers.models import Channel, Tag
from hebe.customers.services import create_channel, create_tag
from hebe.kernel import clock, pinyin
from hebe.scheduling.models import Resource
from hebe.scheduling.services import create_resource
from hebe.staff import demo as staff_demo
from hebe.staff.models import Member, StoreMember
from hebe.staff.services import update_member
from hebe.tenancy.models import Group, Store
from hebe.tenancy.services import found_group, open_store

NAME, RIVAL = "上海赫柏医疗美容", "对街医疗美容"
PASSWORD = "hebe-demo"
HISTORY = timedelta(days=120)
WIDE = {"admin", "gm", "director", "quality", "hr", "finance", "marketing", "callcenter",
        "operations", "ecommerce", "warehouse"}  # fmt: skip
OWN = {"consultant", "advisor"}
LOGINS = [
    "admin",
    "gm",
    "director",
    "manager",
    "frontdesk",
    "callcenter",
    "consultant",
    "advisor",
    "doctor",
    "nurse",
    "cashier",
    "warehouse",
    "marketing",
    "quality",
    "hr",
    "finance",
]
ROLE_OF_POST = {"frontdesk": "frontdesk", "advisor": "consultant", "doctor": "doctor",
                "nurse": "nurse", "cashier": "cashier"}  # fmt: skip
ROOMS = {
    "jingan": "consult:面诊室 1,面诊室 2,面诊室 3|injection:注射室 1,注射室 2|"
    "laser:光电室 1,光电室 2,光电室 3|care:护理室 1,护理室 2,护理室 3|theatre:手术室",
    "xuhui": "consult:面诊室 1,面诊室 2|injection:注射室|laser:光电室 1,光电室 2|"
    "care:护理室 1,护理室 2",
}
TWO_OF = {"皮秒激光仪", "光子治疗仪"}
CHANNELS = (
    "美团点评",
    "新氧",
    "小红书",
    "抖音",
    "公众号",
    "转介绍",
    "自然到店",
    "天猫",
    "京东",
)
TAGS = (("热玛吉高意向", "brand"), ("关注抗衰", ""), ("高消费力", ""), ("偏好非侵入", ""),
        ("怕痛", ""), ("周末到店", ""), ("需泊车", "info"), ("敏感肌", "wait"))  # fmt: skip


@dataclass(slots=True)
class Stage:
    """Everything the story plays with."""

    group: Group
    boss: Actor
    stores: dict[str, Store]
    users: dict[str, User]
    members: dict[str, Member]
    items: dict[str, Item]
    tags: list[Tag] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    actors: dict[int, Actor] = field(default_factory=dict)

    def actor_of(self, member: Member, store: Store) -> Actor:
        """Return the actor a person is at a store."""
        if member.pk not in self.actors:
            user = User.objects.of(self.group).get(pk=member.user_id)
            self.actors[member.pk] = actor_for(user)
        return self.actors[member.pk].working_at(store.pk, store.timezone)

    def at(self, store: Store, post: str) -> list[Member]:
        """Return who of a post works at a store."""
        here = {m.member_id for m in _places(self.group, store)}
        return [m for m in self.members.values() if m.post == post and m.pk in here]


def _places(group: Group, store: Store) -> Any:
    return StoreMember.objects.of(group).filter(store=store)


def boss_of(group: Group, store: Store | None = None) -> Actor:
    """Return the command line's actor, which may do everything in one group."""
    grants = dict.fromkeys(PERMISSIONS, EVERYWHERE)
    return Actor(None, "Hebe", group.pk, grants, store.pk if store else None, via=Via.CLI)


def found() -> Group:
    """Make both groups with their stores; the rows inside follow in `furnish`."""
    group = found_group(name=NAME, code="hebe", advisor_label="咨询师")
    shared: dict[str, Any] = {"city": "上海", "licence_valid_to": date(2031, 12, 31)}
    open_store(
        group, code="jingan", name="静安旗舰店", address="静安区南京西路 1788 号 3 楼",
        phone="021-6288 1788", area_m2=300, institution="outpatient_no_anes",
        licence_no="PDY60001731010619D1542", accepts_minors=False,
        licensed_departments=["dermatology", "surgery", "life"], **shared,
    )  # fmt: skip
    open_store(
        group, code="xuhui", name="徐汇店", address="徐汇区漕溪北路 595 号 2 楼",
        phone="021-6427 0595", area_m2=200, institution="clinic",
        licence_no="PDY60002831010419D1522", consult_stage=False,
        licensed_departments=["dermatology", "life"], **shared,
    )  # fmt: skip
    return group


def found_rival() -> Group:
    """Make the neighbour who must never see anything of it."""
    rival = found_group(name=RIVAL, code="rival")
    open_store(rival, code="across", name="对街店", city="上海", area_m2=180)
    return rival


def furnish_rival(rival: Group) -> None:
    """Give the neighbour one log-in."""
    sync_roles(rival)
    boss = boss_of(rival)
    user = create_user(boss, login="rival", name="对街店长", password=PASSWORD)
    assign_roles(boss, user_id=user.pk, places=[("admin", None, Reach.ALL)])


def furnish(group: Group) -> Stage:
    """Fill the group with log-ins, catalogue, people, rosters, rooms and devices."""
    sync_roles(group)
    stores = {s.code: s for s in Store.objects.of(group)}
    boss = boss_of(group, stores["jingan"])
    users = {login: _user(boss, login, stores["jingan"]) for login in LOGINS}
    items = catalog_demo.load(boss)
    today = clock.today("Asia/Shanghai")
    members = staff_demo.load(
        boss, users, stores, since=today - HISTORY, until=today + timedelta(days=21)
    )
    _let_everybody_in(boss, members, stores)
    for store in stores.values():
        _rooms(boss, store, items)
    care_demo.load(boss)
    stage = Stage(group, boss, stores, users, members, items)
    stage.tags = [create_tag(boss, name=name, tone=tone) for name, tone in TAGS]
    stage.channels = [create_channel(boss, name=name) for name in CHANNELS]
    return stage


def stage_of(group: Group) -> Stage:
    """Return the stage of a group that was furnished earlier."""
    stores = {s.code: s for s in Store.objects.of(group)}
    return Stage(
        group,
        boss_of(group, stores["jingan"]),
        stores,
        {u.login: u for u in User.objects.of(group)},
        {m.name: m for m in Member.objects.of(group)},
        {i.code: i for i in Item.objects.of(group)},
        list(Tag.objects.of(group)),
        list(Channel.objects.of(group)),
    )


def _user(boss: Actor, login: str, store: Store, role: str = "", name: str = "") -> User:
    names = {
        line.split("|")[0]: line.split("|")[1]
        for line in staff_demo.PEOPLE.strip().splitlines()
    }
    user = create_user(
        boss,
        login=login,
        name=name or names.get(login, login),
        password=PASSWORD,
        store_id=store.pk,
    )
    code = role or login
    reach = Reach.OWN if code in OWN else Reach.ALL
    place = None if code in WIDE else store.pk
    assign_roles(boss, user_id=user.pk, places=[(BuiltinRole(code).value, place, reach)])
    return user


def _let_everybody_in(
    boss: Actor, members: dict[str, Member], stores: dict[str, Store]
) -> None:
    by_key = {store.pk: store for store in stores.values()}
    for member in members.values():
        if member.user_id or member.post not in ROLE_OF_POST:
            continue
        place = (
            _places(Group(pk=boss.group_id), stores["jingan"]).filter(member=member).exists()
        )
        store = stores["jingan"] if place else by_key[stores["xuhui"].pk]
        login = pinyin.full(member.name).replace(" ", "")
        user = _user(boss, login, store, ROLE_OF_POST[member.post], member.name)
        update_member(boss, member_id=member.pk, user_id=user.pk)
        member.user = user


def _rooms(boss: Actor, store: Store, items: dict[str, Item]) -> None:
    for part in ROOMS[store.code].split("|"):
        room_type, _, names = part.partition(":")
        for name in names.split(","):
            _resource(boss, store, "room", room_type, name)
    for device in sorted({i.device_type for i in items.values() if i.device_type}):
        if store.code == "xuhui" and device in {"热玛吉", "头皮检测仪"}:
            continue
        for number in range(1, 3 if device in TWO_OF and store.code == "jingan" else 2):
            _resource(boss, store, "device", device, f"{device} {number} 号机")


def _resource(boss: Actor, store: Store, kind: str, of_type: str, name: str) -> Resource:
    return create_resource(boss, store_id=store.pk, kind=kind, resource_type=of_type, name=name)

"""The two groups, their stores, log-ins and master data."""

from datetime import date, time, timedelta
from typing import Any

from hebe.access.actor import Actor
from hebe.access.choices import BuiltinRole, Reach
from hebe.access.models import User
from hebe.access.services import assign_roles, create_store, found_clinic, update_store
from hebe.care import demo as care_demo
from hebe.catalog import demo as catalog_demo
from hebe.catalog.models import Item
from hebe.config.demo.log_ins import let_in
from hebe.config.demo.stage import ZONE, Stage, boss_of
from hebe.customers.services import create_channel, create_own_field, create_tag
from hebe.kernel import clock, pinyin
from hebe.scheduling.services import create_resource
from hebe.staff import demo as staff_demo
from hebe.staff.models import Member, StoreMember
from hebe.staff.services import update_member
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group, Store

NAME, RIVAL = "上海赫柏医疗美容", "对街医疗美容"
HISTORY = timedelta(days=120)
ROSTERED = timedelta(days=28)
WIDE = {"admin", "gm", "director", "quality", "hr", "finance", "marketing", "callcenter",
        "operations", "ecommerce", "warehouse"}  # fmt: skip
OWN = {"consultant", "advisor"}
ROLE_OF_POST = {"frontdesk": "frontdesk", "advisor": "consultant", "doctor": "doctor",
                "nurse": "nurse", "cashier": "cashier"}  # fmt: skip
ROOMS = {
    "jingan": "consult:面诊室 1,面诊室 2,面诊室 3|injection:注射室 1,注射室 2|"
    "laser:光电室 1,光电室 2,光电室 3|care:护理室 1,护理室 2,护理室 3|theatre:手术室",
    "xuhui": "consult:面诊室 1,面诊室 2|injection:注射室|laser:光电室 1,光电室 2|"
    "care:护理室 1,护理室 2",
}
TWO_OF = {"皮秒激光仪", "光子治疗仪"}
NOT_AT_XUHUI = {"热玛吉", "头皮检测仪"}
OWN_FIELDS = {
    "性格": "果断 慢热 随和 挑剔",
    "喜好": "",
    "消费习惯": "单次购买 疗程为主 储值为主 看活动",
}
CHANNELS = (
    "美团点评", "新氧", "小红书", "抖音", "公众号", "企业微信", "转介绍",
    "老客回流", "自然到店",
)  # fmt: skip
TAGS = {
    "热玛吉高意向": "brand", "关注抗衰": "", "关注祛斑": "", "偏好非侵入": "", "怕痛": "",
    "高消费力": "", "价格敏感": "", "忠实客户": "", "周末到店": "", "网红": "", "敏感肌": "",
    "疗程快到期": "wait", "需泊车": "info",
}  # fmt: skip


def found() -> Group:
    """Make the demo's group and its two stores."""
    shared: dict[str, Any] = {"city": "上海", "licence_valid_to": date(2031, 12, 31)}
    group = found_clinic(
        name=NAME, code="hebe", advisor_label="咨询师",
        store="静安旗舰店", store_code="jingan", address="静安区南京西路 1788 号 3 楼",
        phone="021-6288 1788", area_m2=300, institution="outpatient_no_anes",
        licence_no="PDY60001731010619D1542", accepts_minors=False,
        licensed_departments=["dermatology", "surgery", "life"], **shared,
    ).group  # fmt: skip
    with working_for(group.pk):
        create_store(
            boss_of(group), code="xuhui", name="徐汇店", address="徐汇区漕溪北路 595 号 2 楼",
            phone="021-6427 0595", area_m2=200, institution="clinic",
            licence_no="PDY60002831010419D1522", consult_stage=False,
            licensed_departments=["dermatology", "life"], **shared,
        )  # fmt: skip
    return group


def found_rival() -> Group:
    """Make the neighbour who must never see anything of it."""
    return found_clinic(
        name=RIVAL, code="rival", store="对街店", store_code="across", city="上海", area_m2=180
    ).group


def furnish_rival(rival: Group) -> None:
    """Give the neighbour one log-in."""
    boss = boss_of(rival)
    user = let_in(boss, "rival", "对街店长")
    assign_roles(boss, user_id=user.pk, places=[("admin", None, Reach.ALL)])


def furnish(group: Group) -> None:
    """Fill the group with log-ins, catalogue, people, rosters, rooms and devices."""
    stores = {store.code: store for store in Store.objects.of(group)}
    boss = boss_of(group, stores["jingan"])
    names = dict(line.split("|")[:2] for line in staff_demo.PEOPLE.strip().splitlines())
    users = {
        login: _user(boss, stores["jingan"], login, name, role=login)
        for login, name in names.items()
        if login != "-"
    }
    items = catalog_demo.load(boss)
    today = clock.today(ZONE)
    members = staff_demo.load(
        boss, users, stores, since=today - HISTORY, until=today + ROSTERED
    )
    _let_everybody_in(boss, members, stores)
    for store in stores.values():
        _rooms(boss, store, items)
    care_demo.load(boss)
    for name, tone in TAGS.items():
        create_tag(boss, name=name, tone=tone)
    for name in CHANNELS:
        create_channel(boss, name=name)
    for name, words in OWN_FIELDS.items():
        create_own_field(
            boss, name=name, kind="choice" if words else "text", options=words.split()
        )


def open_at_night(stage: Stage) -> None:
    """Let the stores never close, with everybody there, yesterday, today and tomorrow.

    Who first starts Hebe at night finds a clinic at work; from the day after tomorrow the
    people keep their hours.
    """
    today = clock.today(ZONE)
    for store in stage.stores.values():
        update_store(stage.boss, store_id=store.pk, opens_at=time(0), closes_at=time(0))
        store.opens_at = store.closes_at = time(0)
    for number in (-1, 0, 1):
        day = today + timedelta(days=number)
        staff_demo.call_in_all_day(stage.boss, stage.members, stage.stores, day)


def _user(boss: Actor, store: Store, login: str, name: str, *, role: str) -> User:
    user = let_in(boss, login, name, store_id=store.pk)
    reach = Reach.OWN if role in OWN else Reach.ALL
    place = None if role in WIDE else store.pk
    assign_roles(boss, user_id=user.pk, places=[(BuiltinRole(role).value, place, reach)])
    return user


def _let_everybody_in(
    boss: Actor, members: dict[str, Member], stores: dict[str, Store]
) -> None:
    """Give those whom no role in the list names a log-in too: whoever acts is somebody."""
    at_jingan = set(
        StoreMember.objects.of(boss)
        .filter(store=stores["jingan"])
        .values_list("member_id", flat=True)
    )
    for member in members.values():
        if member.user_id or member.post not in ROLE_OF_POST:
            continue
        store = stores["jingan" if member.pk in at_jingan else "xuhui"]
        login = pinyin.full(member.name).replace(" ", "")
        user = _user(boss, store, login, member.name, role=ROLE_OF_POST[member.post])
        update_member(boss, member_id=member.pk, user_id=user.pk)
        member.user = user


def _rooms(boss: Actor, store: Store, items: dict[str, Item]) -> None:
    for part in ROOMS[store.code].split("|"):
        room_type, _, names = part.partition(":")
        for name in names.split(","):
            _resource(boss, store, "room", room_type, name)
    needs = [need for item in items.values() for need in item.needed]
    for device in sorted({need.what for need in needs if need.kind == "device"}):
        if store.code == "xuhui" and device in NOT_AT_XUHUI:
            continue
        for number in range(1, 3 if device in TWO_OF and store.code == "jingan" else 2):
            _resource(boss, store, "device", device, f"{device} {number} 号机")


def _resource(boss: Actor, store: Store, kind: str, of_type: str, name: str) -> None:
    create_resource(boss, store_id=store.pk, kind=kind, resource_type=of_type, name=name)

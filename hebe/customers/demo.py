"""The customers of the demo: those everybody meets on the screens, and plausible others."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from hebe.access.actor import Actor
from hebe.customers import services
from hebe.customers.models import Channel, Customer, Tag
from hebe.customers.tokens import phone_digest
from hebe.kernel import clock
from hebe.staff.models import Member
from hebe.tenancy.models import Store

TAGS = {
    "热玛吉高意向": "brand", "关注抗衰": "", "关注祛斑": "", "偏好非侵入": "", "怕痛": "",
    "高消费力": "", "价格敏感": "", "忠实客户": "", "周末到店": "", "网红": "",
    "疗程快到期": "wait", "需泊车": "info",
}  # fmt: skip
CHANNELS = (
    "美团点评", "新氧", "小红书", "转介绍", "自然到店",
    "公众号", "抖音", "企业微信", "老客回流",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Named:
    """A customer of the pictures. Born at `age` on the day the demo is made."""

    name: str
    phone: str
    level: str = ""
    age: int = 30
    birthday_in: int = 120
    advisor: str = ""
    doctor: str = ""
    channel: str = "自然到店"
    tags: tuple[str, ...] = ()
    is_key: bool = False
    facts: dict[str, Any] = field(default_factory=dict)
    referrer: str = ""


ZHANG = {
    "allergies": "利多卡因过敏（2023-05-12 皮疹，陈静怡医生确认）",
    "skin_type": "混合性，偏敏感",
    "wishes": "泪沟、法令纹；想自然，不想让同事看出来",
    "budget": "单次 2 万以内",
    "character": "决定快，不喜欢反复推荐；喝温水，治疗后要安静",
    "parking": "沪A·D3K16",
    "health": "2021 年起每年两次热玛吉；无慢性病",
    "address": "上海市静安区南京西路 1038 号",
}
NAMED = (
    Named("吴雅琳", "13600002190", "diamond", 45, 60, "周可", "林泽", "转介绍",
          ("热玛吉高意向", "高消费力"), is_key=True),
    Named("张晓敏", "13800135086", "diamond", 34, 2, "周可", "陈静怡", "转介绍",
          ("热玛吉高意向", "关注抗衰", "偏好非侵入", "怕痛", "高消费力", "需泊车"), is_key=True,
          facts=ZHANG, referrer="吴雅琳"),
    Named("李思雨", "13800131834", "gold", 29, 40, "周可", "陈静怡", "小红书", ("关注祛斑",)),
    Named("邓婕", "13800136072", "", 26, 210, "何欣", "陈静怡", "新氧", ("价格敏感",)),
    Named("马蕊", "15200003920", "gold", 38, 90, "何欣", "王若溪", "转介绍",
          ("热玛吉高意向", "疗程快到期")),
    Named("单晓曦", "18700007715", "", 31, 155, "何欣", "林泽", "美团点评",
          ("热玛吉高意向", "关注祛斑")),
    Named("高媛", "15900000597", "gold", 41, 12, "周可", "陈静怡", "老客回流",
          ("热玛吉高意向", "偏好非侵入")),
    Named("曾可欣", "15000007150", "silver", 24, 300, "沈佳", "王若溪", "抖音", ("网红",)),
    Named("解雨薇", "13900004428", "gold", 36, 33, "何欣", "陈静怡", "转介绍",
          ("关注抗衰", "高消费力")),
    Named("陈佩珊", "17700006031", "silver", 33, 70, "何欣", "王若溪", "公众号", ("怕痛",)),
    Named("欧阳静", "13800008800", "diamond", 52, 180, "周可", "林泽", "转介绍",
          ("关注抗衰", "高消费力", "忠实客户"), is_key=True),
    Named("林雪梅", "15700005090", "", 47, 250, "何欣", "王若溪", "自然到店", ("怕痛",)),
    Named("卞楠", "13000007767", "silver", 28, 99, "沈佳", "林泽", "小红书", ("偏好非侵入",)),
    Named("仇婉清", "18600005512", "gold", 39, 21, "周可", "陈静怡", "转介绍",
          ("热玛吉高意向", "高消费力")),
    Named("查思敏", "13300004096", "", 30, 5, "沈佳", "林泽", "美团点评", ("关注抗衰",)),
    Named("乐嘉怡", "18000002273", "silver", 27, 140, "何欣", "王若溪", "新氧", ("价格敏感",)),
    Named("罗琪", "13500004270", "", 32, 77, "周可", "陈静怡", "小红书", ("关注抗衰",)),
    Named("徐宁", "13700001045", "", 35, 8, "沈佳", "林泽", "企业微信", ()),
    Named("丁香", "13600004280", "", 33, 200, "周可", "陈静怡", "转介绍", (),
          referrer="张晓敏"),
    Named("周小满", "13400002009", "", 16, 110, "沈佳", "王若溪", "自然到店", (),
          facts={"guardian_name": "周建国", "guardian_phone": "13400002010"}),
)  # fmt: skip

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅"
    "沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔"
    "白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
NAMES = (
    "雨桐 梓涵 思琪 佳怡 欣然 静怡 晓彤 雅婷 子萱 诗涵 雪莹 慧敏 丽娜 海燕 "
    "玉兰 秀英 美玲 晓燕 文静 婉婷 若兰 艺菲 可馨 语嫣 梦洁 佩瑶 紫薇 心怡 "
    "安琪 莉 敏 静 丽 洁 琳 颖 婷 薇 倩 媛 璐 晴 "
    "悦 浩然 子轩 志强 建华 "
)
GIVEN = NAMES.split()
MEN = {"浩然", "子轩", "志强", "建华"}
SKINS = ("混合性", "干性", "油性", "敏感性", "中性", "")


def make_words(actor: Actor) -> None:
    """Give the group its tags and channels; safe to repeat."""
    tags = set(Tag.objects.of(actor).values_list("name", flat=True))
    channels = set(Channel.objects.of(actor).values_list("name", flat=True))
    for name, tone in TAGS.items():
        if name not in tags:
            services.create_tag(actor, name=name, tone=tone)
    for name in CHANNELS:
        if name not in channels:
            services.create_channel(actor, name=name)


def make_named_customers(actor: Actor, store: Store) -> dict[str, Customer]:
    """Enter the customers of the pictures at a store; return them by name."""
    people = {member.name: member for member in Member.objects.of(actor)}
    made: dict[str, Customer] = {}
    for person in NAMED:
        made[person.name] = _enter(actor, store, person, people, made)
    return made


def _enter(
    actor: Actor,
    store: Store,
    person: Named,
    people: dict[str, Member],
    made: dict[str, Customer],
) -> Customer:
    referrer = made.get(person.referrer)
    customer = services.create_customer(
        actor,
        name=person.name,
        phone=person.phone,
        sex="f",
        birthday=_birthday(person),
        level=person.level,
        home_store_id=store.pk,
        channel_id=Channel.objects.of(actor).get(name=person.channel).pk,
        referrer_id=referrer.pk if referrer else None,
        **person.facts,
    )
    doctor, advisor = people.get(person.doctor), people.get(person.advisor)
    services.set_team(
        actor,
        customer_id=customer.pk,
        advisor_id=advisor.pk if advisor else None,
        doctor_id=doctor.pk if doctor else None,
        carer_id=advisor.pk if advisor and person.is_key else None,
    )
    for tag in Tag.objects.of(actor).filter(name__in=person.tags):
        by_rule = tag.name in {"高消费力", "忠实客户", "周末到店"}
        services.tag_customer(actor, customer_id=customer.pk, tag_id=tag.pk, by_rule=by_rule)
    if person.is_key:
        services.mark_key(actor, customer_id=customer.pk, is_key=True)
    return customer


def _birthday(person: Named) -> date:
    day = clock.today("Asia/Shanghai") + timedelta(days=person.birthday_in)
    turning = person.age + (person.birthday_in > 0)
    return day.replace(year=day.year - turning, day=min(day.day, 28))


def make_customer(
    actor: Actor, rng: Random, store: Store, advisor: Member | None = None
) -> Customer:
    """Enter somebody plausible: a name, a mobile nobody has, a birthday, a channel, a tag."""
    given = rng.choice(GIVEN)
    channels = list(Channel.objects.of(actor).order_by("pk"))
    born = date(rng.randint(1972, 2006), rng.randint(1, 12), rng.randint(1, 28))
    customer = services.create_customer(
        actor,
        name=rng.choice(SURNAMES) + given,
        phone=_free_number(actor, rng),
        sex="m" if given in MEN else "f",
        birthday=born if rng.random() < 0.8 else None,
        home_store_id=store.pk,
        channel_id=rng.choice(channels).pk if channels else None,
        skin_type=rng.choice(SKINS),
    )
    if advisor is not None:
        services.set_team(
            actor, customer_id=customer.pk, advisor_id=advisor.pk, doctor_id=None, carer_id=None
        )
    tags = list(Tag.objects.of(actor).order_by("pk"))
    for tag in rng.sample(tags, min(len(tags), rng.choice((0, 0, 1, 1, 2)))):
        services.tag_customer(actor, customer_id=customer.pk, tag_id=tag.pk)
    return customer


def _free_number(actor: Actor, rng: Random) -> str:
    """Return a mobile of the demo's own range that nobody has yet."""
    while True:
        number = (
            f"1{rng.choice(('33', '53', '77', '80', '89', '99'))}0{rng.randrange(10**7):07d}"
        )
        if not Customer.objects.of(actor).filter(phone_digest=phone_digest(number)).exists():
            return number

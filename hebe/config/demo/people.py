"""Whom everybody meets: the customers of the guide's pictures, and what is known of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from hebe.config.demo.stage import ZONE, Stage
from hebe.customers.models import Customer, OwnField
from hebe.customers.services import (
    create_customer,
    mark_key,
    note_visit,
    set_team,
    tag_customer,
)
from hebe.kernel import clock

# name | mobile | level | age | birthday in days | advisor | doctor | channel | referrer | tags
NAMED = """
吴雅琳|13600002190|diamond|45|60|周可|林泽|转介绍||热玛吉高意向 高消费力 忠实客户
张晓敏|13800135086|diamond|34|2|周可|陈静怡|转介绍|吴雅琳|热玛吉高意向 偏好非侵入 怕痛 高消费力
李思雨|13800131834|silver|29|40|周可|陈静怡|小红书||关注祛斑 怕痛
邓婕|13800136072||26|210|沈佳|陈静怡|新氧||价格敏感 需泊车
马蕊|15200003920|gold|38|90|梁静姝|王若溪|转介绍||热玛吉高意向 敏感肌 疗程快到期
单晓曦|18700007715||31|155|梁静姝|林泽|美团点评||热玛吉高意向 关注祛斑
高媛|15900000597|gold|41|12|周可|陈静怡|老客回流||热玛吉高意向 偏好非侵入
曾可欣|15000007150|silver|24|300|沈佳|王若溪|抖音||网红
解雨薇|13900004428|gold|36|33|梁静姝|陈静怡|转介绍|高媛|关注抗衰 高消费力
陈佩珊|17700006031|silver|33|70|梁静姝|王若溪|公众号||怕痛
欧阳静|13800008800|diamond|52|180|周可|林泽|转介绍||关注抗衰 高消费力 忠实客户
林雪梅|15700005090||47|250|梁静姝|王若溪|自然到店||怕痛
卞楠|13000007767|silver|28|99|沈佳|林泽|小红书||偏好非侵入
仇婉清|18600005512|gold|39|21|周可|陈静怡|转介绍|欧阳静|热玛吉高意向 高消费力
查思敏|13300004096||30|5|沈佳|林泽|美团点评||关注抗衰
乐嘉怡|18000002273|silver|27|140|梁静姝|王若溪|新氧||价格敏感
罗琪|13500004270||32|77|周可|陈静怡|小红书||关注抗衰
徐宁|13700001045||35|8|沈佳|林泽|企业微信||
韩雪|13918805526|gold|42|130|周可|陈静怡|老客回流||高消费力 关注抗衰
何欣然|13817734490|silver|29|166|沈佳|王若溪|公众号||
宋怡|13621845573|silver|31|125|梁静姝|王若溪|小红书||敏感肌
苏曼|13788902214|gold|37|320|周可|林泽|转介绍|吴雅琳|关注抗衰
郑悦|13482207731|silver|33|48|梁静姝|王若溪|美团点评||周末到店
曹颖|13916630318|gold|40|190|周可|王若溪|自然到店||
丁香|13600004280||33|5|周可|陈静怡|转介绍|张晓敏|
周小满|13400002009||16|110|沈佳|王若溪|自然到店||
"""
NAMES = {line.split("|")[0] for line in NAMED.strip().splitlines()}
KEY = {"吴雅琳", "张晓敏", "欧阳静", "韩雪"}
UNSEEN = {"邓婕", "丁香", "周小满"}
FACTS: dict[str, dict[str, Any]] = {
    "张晓敏": {
        "allergies": "利多卡因过敏（2023-05-12 皮疹，陈静怡医生确认）",
        "skin_type": "混合性，偏敏感",
        "wishes": "泪沟、法令纹；想自然，不想让同事看出来",
        "expectation": "面部线条清爽，看不出做过",
        "budget": "单次 2 万以内",
        "price_sensitivity": "low",
        "character": "决定快，不喜欢反复推荐；喝温水，治疗后要安静",
        "parking": "沪A·D3K16",
        "health": "2021 年起每年两次热玛吉；无慢性病",
        "address": "上海市静安区南京西路 1038 号",
    },
    "吴雅琳": {
        "allergies": "酒精过敏（接触后红肿）",
        "skin_type": "干性",
        "wishes": "面部紧致；每季度一次，跟着林泽医生",
        "budget": "一年 15 万左右",
        "character": "时间紧，提前一天确认；喜欢靠窗的房间",
        "parking": "沪B·88J10",
    },
    "邓婕": {"parking": "沪A·6K219", "wishes": "下颌线，想先听医生怎么说"},
    "马蕊": {"allergies": "头孢过敏", "skin_type": "敏感性", "wishes": "泛红、屏障修复"},
    "李思雨": {"skin_type": "油性", "wishes": "眉间纹；第一次做怕表情僵", "budget": "5 千以内"},
    "单晓曦": {
        "allergies": "无",
        "skin_type": "混合性",
        "wishes": "两颊雀斑",
        "budget": "1 万以内",
    },
    "高媛": {"wishes": "苹果肌、法令纹", "budget": "单次 3 万以内", "parking": "沪A·7Q920"},
    "韩雪": {
        "allergies": "青霉素过敏",
        "wishes": "光电联合，想看长期方案",
        "budget": "3 万左右",
    },
    "欧阳静": {"health": "高血压，服药控制", "wishes": "眼周、颈纹", "parking": "沪C·10286"},
    "罗琪": {"skin_type": "干性", "wishes": "初老，想要一套抗衰的安排"},
    "周小满": {"guardian_name": "周建国", "guardian_phone": "13400002010", "wishes": "祛痘"},
}
OWN = {
    "张晓敏": {"性格": "果断", "喜好": "温水，安静的房间", "消费习惯": "储值为主"},
    "吴雅琳": {"性格": "果断", "喜好": "靠窗的房间", "消费习惯": "疗程为主"},
    "邓婕": {"性格": "慢热", "消费习惯": "看活动"},
    "李思雨": {"性格": "随和", "消费习惯": "单次购买"},
    "高媛": {"喜好": "同一位护士", "消费习惯": "疗程为主"},
}
LONG_AGO = timedelta(days=130)


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the list."""

    name: str
    phone: str
    level: str
    age: str
    birthday_in: str
    advisor: str
    doctor: str
    channel: str
    referrer: str
    tags: str

    @property
    def birthday(self) -> date:
        """Return when she was born: she has her age and her birthday when the demo is made."""
        ahead = int(self.birthday_in)
        day = clock.today(ZONE) + timedelta(days=ahead)
        return day.replace(year=day.year - int(self.age) - (ahead > 0), day=min(day.day, 28))


def welcome_named(stage: Stage) -> None:
    """Enter the people of the pictures at the first store, as customers of long standing."""
    made: dict[str, Customer] = {}
    for number, line in enumerate(NAMED.strip().splitlines()):
        person = Person(*line.split("|"))
        born = person.birthday
        with clock.pretending(clock.now() - LONG_AGO - timedelta(days=9 * number)):
            made[person.name] = _enter(stage, person, born, made.get(person.referrer))


def _own(stage: Stage, name: str) -> dict[int, str]:
    """Return what the group's own fields say of somebody, by their keys."""
    said = OWN.get(name, {})
    fields = OwnField.objects.of(stage.group).filter(name__in=said)
    return {field.pk: said[field.name] for field in fields}


def _enter(stage: Stage, person: Person, born: date, referrer: Customer | None) -> Customer:
    store = stage.stores["jingan"]
    boss = stage.boss
    customer = create_customer(
        boss, name=person.name, phone=person.phone, sex="f", birthday=born,
        level=person.level, home_store_id=store.pk,
        channel_id=stage.channels[person.channel].pk,
        referrer_id=referrer.pk if referrer else None, own=_own(stage, person.name),
        **FACTS.get(person.name, {}),
    )  # fmt: skip
    is_key = person.name in KEY
    set_team(
        boss,
        customer_id=customer.pk,
        advisor_id=stage.members[person.advisor].pk,
        doctor_id=stage.members[person.doctor].pk,
        carer_id=stage.members["何欣"].pk if is_key else None,
    )
    for name in person.tags.split():
        tag_customer(boss, customer_id=customer.pk, tag_id=stage.tags[name].pk)
    if is_key:
        mark_key(boss, customer_id=customer.pk, is_key=True)
    if person.name not in UNSEEN:
        note_visit(boss, customer_id=customer.pk, day=clock.today(ZONE))
    return customer

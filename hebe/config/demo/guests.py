"""Who comes: the customers of the design pictures, and plausible others."""

import random
from datetime import date, timedelta

from hebe.config.demo.founding import Stage
from hebe.customers.models import Customer
from hebe.customers.services import (
    create_customer,
    mark_key,
    note_visit,
    set_team,
    tag_customer,
)
from hebe.kernel import clock
from hebe.tenancy.models import Store

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = [
    "思雨",
    "晓敏",
    "佳怡",
    "梓涵",
    "雨桐",
    "欣然",
    "静雯",
    "若曦",
    "诗涵",
    "可馨",
    "语嫣",
    "梦洁",
    "婉清",
    "芷若",
    "书瑶",
    "沐晴",
    "安琪",
    "子衿",
    "晨曦",
    "嘉宁",
    "心怡",
    "雅琴",
    "丽娜",
    "慧敏",
    "海燕",
    "秀英",
    "玉兰",
    "晓琳",
    "雪梅",
    "思琪",
    "一诺",
    "依然",
    "清欢",
    "知夏",
    "南乔",
    "初晴",
    "念慈",
    "以沫",
    "听雨",
    "望舒",
]
NAMED = (
    # name, phone, birthday, level, allergies, parking, tags, key customer
    ("张晓敏", "13818835086", date(1992, 11, 23), "diamond", "利多卡因过敏（皮疹）",
     "沪A·6K8T6", ("热玛吉高意向", "关注抗衰", "高消费力"), True),
    ("李思雨", "13917721834", date(1996, 5, 2), "silver", "", "", ("怕痛",), False),
    ("邓婕", "13661986072", date(1999, 7, 18), "", "", "沪A·6K219", (), False),
    ("马蕊", "13764503920", date(1990, 2, 9), "gold", "", "", ("敏感肌",), False),
    ("单晓曦", "13501777715", date(1988, 9, 30), "", "青霉素过敏", "", ("关注抗衰",), False),
    ("徐宁", "13816240417", date(1994, 1, 15), "silver", "", "", (), False),
    ("韩雪", "13918805526", date(1985, 4, 4), "gold", "", "", ("高消费力",), True),
    ("罗琪", "13564117703", date(1991, 12, 12), "", "", "", ("偏好非侵入",), False),
    ("何欣然", "13817734490", date(1997, 6, 6), "", "", "", (), False),
    ("吴雅琳", "13901996618", date(1983, 8, 21), "diamond", "头孢过敏", "沪B·88J10",
     ("高消费力", "周末到店"), True),
    ("宋怡", "13621845573", date(1995, 3, 27), "silver", "", "", (), False),
    ("苏曼", "13788902214", date(1989, 10, 10), "gold", "", "", ("关注抗衰",), False),
)  # fmt: skip


def welcome_named(stage: Stage) -> list[Customer]:
    """Enter the customers that the pictures and the guide show."""
    store = stage.stores["jingan"]
    boss = stage.boss.working_at(store.pk)
    advisors, doctors = stage.at(store, "advisor"), stage.at(store, "doctor")
    made: list[Customer] = []
    for number, row in enumerate(NAMED):
        name, phone, birthday, level, allergies, parking, tags, is_key = row
        customer = create_customer(
            boss, name=name, phone=phone, sex="f", birthday=birthday, level=level,
            allergies=allergies, parking=parking, home_store_id=store.pk,
            channel_id=stage.channels[number % len(stage.channels)].pk,
            referrer_id=made[0].pk if number in {5, 8} else None,
        )  # fmt: skip
        set_team(
            boss,
            customer_id=customer.pk,
            advisor_id=advisors[number % len(advisors)].pk,
            doctor_id=doctors[number % 2].pk,
            carer_id=None,
        )
        for tag in stage.tags:
            if tag.name in tags:
                tag_customer(boss, customer_id=customer.pk, tag_id=tag.pk)
        if is_key:
            mark_key(boss, customer_id=customer.pk, is_key=True)
        if number != 2:
            before = clock.today("Asia/Shanghai") - timedelta(days=130 + 7 * number)
            note_visit(boss, customer_id=customer.pk, day=before)
        made.append(customer)
    return made


def newcomer(stage: Stage, store: Store, rng: random.Random) -> Customer:
    """Enter one more plausible customer of a store, through its front desk."""
    desk = stage.actor_of(rng.choice(stage.at(store, "frontdesk")), store)
    born = date(1998, 6, 1) - timedelta(days=int(rng.triangular(-1800, 9000, 1500)))
    customer = create_customer(
        desk,
        name=rng.choice(SURNAMES) + rng.choice(GIVEN),
        phone=f"1{rng.choice('35789')}{rng.choice('0123456789')}{rng.randrange(10**8):08d}",
        sex="f" if rng.random() < 0.9 else "m",
        birthday=born,
        home_store_id=store.pk,
        channel_id=rng.choice(stage.channels).pk,
    )
    set_team(
        stage.boss,
        customer_id=customer.pk,
        advisor_id=rng.choice(stage.at(store, "advisor")).pk,
        doctor_id=None,
        carer_id=None,
    )
    return customer

"""Plausible newcomers: a name, a mobile, a wish, now and then an allergy."""

import random
from datetime import date, timedelta
from typing import Any

from hebe.config.demo.stage import Stage
from hebe.customers.models import Customer
from hebe.customers.services import create_customer, set_team, tag_customer, update_customer
from hebe.tenancy.models import Store

SURNAMES = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕"
    "苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史"
    "顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
)
GIVEN = (
    "雨桐", "梓涵", "思琪", "佳怡", "欣然", "静怡", "晓彤", "雅婷", "子萱", "诗涵", "雪莹",
    "慧敏", "丽娜", "海燕", "玉兰", "秀英", "美玲", "晓燕", "文静", "婉婷", "若兰", "艺菲",
    "可馨", "语嫣", "梦洁", "佩瑶", "紫薇", "心怡", "安琪", "莉", "敏", "静", "丽", "洁",
    "琳", "颖", "婷", "薇", "倩", "媛", "璐", "晴", "悦", "书瑶", "沐晴", "晨曦", "嘉宁",
    "知夏", "南乔", "初晴", "以沫", "听雨", "望舒", "浩然", "子轩", "志强", "建华",
)  # fmt: skip
MEN = {"浩然", "子轩", "志强", "建华"}
SKINS = ("混合性", "干性", "油性", "敏感性", "中性")
WISHES = (
    "提亮肤色", "淡斑，夏天晒得厉害", "法令纹", "毛孔粗大", "痘印", "瘦脸", "眼周细纹",
    "下颌线不清楚", "朋友做了热玛吉，想了解", "祛红血丝", "补水，皮肤干",
)  # fmt: skip
BUDGETS = ("3 千以内", "5 千以内", "1 万左右", "2 万以内", "不限")
ALLERGIES = ("青霉素过敏", "头孢过敏", "海鲜过敏", "酒精过敏", "阿司匹林过敏", "花粉过敏")


def enter_newcomer(stage: Stage, store: Store, rng: random.Random) -> Customer:
    """Enter somebody who called or wrote just now, through a store's front desk."""
    desk = stage.actor_of(rng.choice(stage.at(store, "frontdesk")), store)
    given = rng.choice(GIVEN)
    more: dict[str, Any] = {}
    if rng.random() < 0.6:
        more = {"wishes": rng.choice(WISHES), "budget": rng.choice(BUDGETS)}
    if rng.random() < 0.12:
        more["parking"] = f"沪{rng.choice('ABCDE')}·{rng.randrange(10**5):05d}"
    customer = create_customer(
        desk,
        name=rng.choice(SURNAMES) + given,
        phone=f"1{rng.choice('35789')}{rng.choice('0123456789')}{rng.randrange(10**8):08d}",
        sex="m" if given in MEN else "f",
        birthday=date(1998, 6, 1) - timedelta(days=int(rng.triangular(-2700, 9000, 1500))),
        home_store_id=store.pk,
        channel_id=rng.choice(list(stage.channels.values())).pk,
        **more,
    )
    set_team(
        stage.boss,
        customer_id=customer.pk,
        advisor_id=rng.choice(stage.at(store, "advisor")).pk,
        doctor_id=None,
        carer_id=None,
    )
    _describe(stage, customer, rng)
    return customer


def _describe(stage: Stage, customer: Customer, rng: random.Random) -> None:
    """Add what only some of them tell: an allergy, what they care about."""
    if rng.random() < 0.1:
        update_customer(
            stage.boss,
            customer_id=customer.pk,
            allergies=rng.choice(ALLERGIES),
            skin_type=rng.choice(SKINS),
        )
    for name in rng.sample(sorted(stage.tags), rng.choice((0, 0, 1, 1, 2))):
        tag_customer(stage.boss, customer_id=customer.pk, tag_id=stage.tags[name].pk)

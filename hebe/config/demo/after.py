"""What is left to do after the visits: answers to follow-ups, daily duties, open ends."""

import random
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Q

from hebe.care.models import FollowUp
from hebe.care.services import record_follow_up
from hebe.checkout.services import see_off
from hebe.config.demo import words
from hebe.config.demo.stage import ZONE, Stage
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.scheduling.choices import TO_COME
from hebe.scheduling.models import Appointment
from hebe.scheduling.services import mark_no_show
from hebe.staff.models import Member
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Store
from hebe.todos.choices import State
from hebe.todos.kinds import CALL
from hebe.todos.models import Todo
from hebe.todos.services import create_todo, finish_todo
from hebe.visits.models import Visit

LEFT_OPEN = 0.12  # of what is due a day, and is done a day late
DONE_TODAY = 0.35  # of what is due today, by now
# who | weekday (0 is Monday, * every day) | hour | store | title | what about
DUTIES = """
江雨桐|*|12|jingan|确认明天的预约|短信没有回复的要打电话
江雨桐|*|18|jingan|下班前看还有谁没有离店|逐个问清楚，登记离店
苏棠|*|18|jingan|候诊区补茶点和面膜|
夏晚晴|*|12|xuhui|确认明天的预约|短信没有回复的要打电话
唐悦|*|20|jingan|下班前核对当天的收款|收银台里按方式的合计，与小票对一遍
毛小满|*|20|xuhui|下班前核对当天的收款|收银台里按方式的合计，与小票对一遍
许雯|*|10|jingan|晨会：昨天没有关闭的到店|逐个问清楚，当天关闭
许雯|*|19|jingan|看今天超时的环节|面诊和术后超时最多
方晴|*|9|jingan|查急救车和除颤仪|封条、药品效期、电量
方晴|*|18|jingan|器械消毒登记|光电手具、冷敷板
戚薇|*|9|xuhui|查急救车|封条、药品效期
林泽|*|19|jingan|签完今天的病历|没有签字的不能收费
王若溪|*|19|jingan|签完今天的病历|没有签字的不能收费
周可|*|17|jingan|给明天到店的老客户打电话|先看上次的治疗和回访
沈佳|*|17|jingan|整理新客户的诉求和预算|写进档案，方便医生面诊
陆平|*|9|jingan|查冷藏柜温度，2–8 ℃|肉毒毒素、生长因子，早晚各一次
陆平|*|17|jingan|再查冷藏柜温度|写在柜门的登记本上
陆平|0|14|jingan|核对注射类商品的注册证号|目录里的与包装上的一致
陆平|3|14|xuhui|清点光电耗材|探头、治疗头、冷凝胶
乔安|*|11|jingan|看各渠道昨天的到店|美团点评、新氧、小红书
乔安|*|16|jingan|看谁介绍了新客户|档案里的介绍人
秦岚|*|16|jingan|抽查 3 份病历|方案与执行要一致
秦岚|4|15|xuhui|质控周报|超时、未签字、回访不满意
白露|*|10|jingan|看今天的排班有没有空档|请假的要补人
白露|*|17|jingan|核对即将到期的执业证|员工页里按到期日看
钱进|*|10|jingan|核对昨天的收款|微信、支付宝、刷卡与流水一致
钱进|*|17|xuhui|复核作废的订单|逐单看原因
沈立群|*|11|jingan|看两店昨天的数字|实收、到店、成交
沈立群|0|15|jingan|店长周会|上周的数字和下周的排班
顾明|*|9|jingan|看系统状态|后台任务、审计链
顾明|*|18|jingan|复核新开的账号和权限|离职的当天停用
陈静怡|*|18|jingan|看今天的注射病例|并发症和处理
何欣|*|14|jingan|给 30 天没有回访的客户打电话|先看档案里的性格与习惯
何欣|*|17|jingan|给今天没来的客户打电话|问原因，另约时间
"""


def assign_duties(stage: Stage, day: date) -> None:
    """Give everybody the day's duties; repeating it adds nothing."""
    for number, line in enumerate(DUTIES.strip().splitlines()):
        who, weekday, hour, code, title, about = line.split("|")
        if weekday in {"*", str(day.weekday())}:
            with working_for(stage.group.pk), clock.pretending(_at(day, 8)):
                create_todo(
                    stage.boss, store_id=stage.stores[code].pk, title=title, detail=about,
                    due_at=_at(day, int(hour)), source=f"duty:{day}:{number}",
                    owner_id=stage.members[who].pk,
                )  # fmt: skip


def answer_all(stage: Stage, day: date) -> None:
    """Let people do what is still open of a past day."""
    start, end = clock.day_bounds(day, ZONE)
    with working_for(stage.group.pk):
        answer(stage, Q(due_at__gte=start, due_at__lt=end))


def answer_some(stage: Stage) -> None:
    """Let people do a part of what is due today; everybody keeps something to do."""
    start, end = clock.day_bounds(clock.today(ZONE), ZONE)
    with working_for(stage.group.pk):
        open_ones = _open(stage).filter(due_at__gte=start, due_at__lt=end)
        last = {todo.owner_id: todo.pk for todo in open_ones.order_by("due_at", "pk")}
        answer(stage, Q(due_at__gte=start, due_at__lt=end) & ~Q(pk__in=last.values()))


def answer(stage: Stage, which: Q) -> None:
    """Let owners do open work when it was due, a little of the newest excepted."""
    today = clock.today(ZONE)
    todos = list(_open(stage).filter(which).select_related("owner", "store").order_by("pk"))
    follow_ups = FollowUp.objects.of(stage.group).filter(todo__in=[todo.pk for todo in todos])
    asked = dict(follow_ups.values_list("todo_id", "pk"))
    for todo in todos:
        rng = random.Random(f"answer {todo.pk}")
        due = clock.day_of(todo.due_at, ZONE)
        moment = _at(due, 10) + timedelta(minutes=rng.randint(0, 540))
        lately = due >= today - timedelta(days=1)
        share = DONE_TODAY if due == today else 1 - LEFT_OPEN if lately else 1.0
        if moment < clock.now() and rng.random() < share and todo.owner:
            with clock.pretending(moment):
                _do(stage, todo, todo.owner, asked.get(todo.pk), rng)


def _open(stage: Stage) -> Any:
    return Todo.objects.of(stage.group).filter(state=State.OPEN)


def _do(
    stage: Stage, todo: Todo, owner: Member, follow_up_id: int | None, rng: random.Random
) -> None:
    if owner.user_id is None:
        return
    actor = stage.actor_of(owner, todo.store)
    try:
        if follow_up_id:
            happy = 2 if rng.random() < 0.02 else rng.choice(words.HOW_HAPPY)
            record_follow_up(
                actor,
                follow_up_id=follow_up_id,
                recovery=rng.choice(words.ANSWERS[happy]),
                satisfaction=happy,
            )
        else:
            outcome = rng.choice(words.CALLED_BACK) if todo.kind == CALL else ""
            finish_todo(actor, todo_id=todo.pk, outcome=outcome)
    except Refused:
        return


def close(stage: Stage, store: Store, day: date) -> None:
    """See off who is still here at the end of a past day, and note who did not come."""
    start, end = clock.day_bounds(day, store.timezone)
    evening = clock.at(day, store.closes_at, store.timezone)
    if store.closes_at <= store.opens_at:
        evening = end - timedelta(minutes=1)
    with working_for(stage.group.pk), clock.pretending(evening):
        desk = stage.actor_of(stage.at(store, "frontdesk")[0], store)
        here = Visit.objects.of(stage.group).filter(store=store, day=day, left_at=None)
        for visit in here.order_by("pk"):
            _try(lambda pk=visit.pk: see_off(desk, visit_id=pk))
        missed = Appointment.objects.of(stage.group).filter(
            store=store, starts_at__gte=start, starts_at__lt=end, status__in=TO_COME
        )
        for appointment in missed.order_by("pk"):
            _try(lambda pk=appointment.pk: mark_no_show(desk, appointment_id=pk))


def _try(act: object) -> None:
    try:
        act()  # type: ignore[operator]
    except Refused:
        return


def _at(day: date, hour: int) -> datetime:
    return clock.at(day, time(hour), ZONE)

"""One day of one store, act by act, as far as the clock has come."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from hebe.access.actor import Actor
from hebe.billing.choices import State
from hebe.billing.models import OrderLine
from hebe.billing.services import Wanted
from hebe.catalog.choices import Kind
from hebe.catalog.models import Item, Product
from hebe.checkout.services import bill_visit, pay_order, see_off
from hebe.clinical.services import (
    Used,
    finish_treatment,
    save_record,
    sign_record,
    start_treatment,
    write_consult_note,
)
from hebe.config.demo.founding import Stage
from hebe.config.demo.guests import newcomer
from hebe.customers.models import Customer
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.scheduling.models import Appointment
from hebe.scheduling.queries import free_slots
from hebe.scheduling.services import (
    book_appointment,
    cancel_appointment,
    confirm_appointment,
    mark_no_show,
)
from hebe.staff.models import Member
from hebe.tenancy.models import Store
from hebe.visits.models import Visit
from hebe.visits.services import move_visit, register_arrival

POPULAR = [
    "ZS01",
    "ZS01",
    "ZS02",
    "ZS04",
    "ZS07",
    "GD01",
    "GD01",
    "GD03",
    "GD03",
    "GD05",
    "GD07",
    "GD08",
    "PF01",
    "PF03",
    "ZS08",
    "GD09",
    "SH01",
    "PF04",
]
# complaint | findings | diagnosis | advice
STORIES = {
    "toxin": "眉间、鱼尾动态纹|皱眉肌收缩有力，静态纹浅|动态纹|肉毒毒素分点注射，2 周复诊",
    "injection": "面中凹陷|泪沟凹陷Ⅱ度，弹性可|软组织容量缺失|透明质酸填充，避免按压 1 周",
    "energy": "面部色斑、肤色不均|双颊散在淡褐色斑，边界清|雀斑、光老化|光电治疗，术后严格防晒",
    "needle": "毛孔粗大、痘坑|双颊冰锥型凹陷性瘢痕|痤疮后凹陷性瘢痕|微针治疗，间隔 4 周一次",
    "care": "皮肤出油、偶有闭口|T 区油脂旺盛，散在粉刺|轻度痤疮|果酸焕肤，注意补水防晒",
    "surgery": "要求重睑|上睑皮肤轻度松弛，无内眦赘皮|单睑|重睑成形术，检查齐全后择期",
    "none": "要求面部评估|皮肤状态可|健康查体|建议日常护理",
}
MINUTES = {"arrived": 6, "reception": 9, "consult": 22, "face_consult": 20, "cashier": 7,
           "aftercare": 14}  # fmt: skip


class NotYet(Exception):
    """The clock has not come this far."""


@dataclass(slots=True)
class Clock:
    """The story's own clock; it never passes `until`."""

    at: datetime
    until: datetime
    rng: random.Random

    def go(self, minutes: float, act: Callable[[], object]) -> object:
        """Let some minutes pass (give or take), then act at that moment."""
        self.at += timedelta(minutes=max(1.0, minutes * self.rng.triangular(0.5, 1.9, 0.95)))
        if self.at > self.until:
            raise NotYet
        with clock.pretending(self.at):
            return act()


def _item(stage: Stage, store: Store, rng: random.Random) -> Item:
    while True:
        item = stage.items[rng.choice(POPULAR)]
        if item.department in store.licensed_departments and not (
            store.code == "xuhui" and item.device_type == "热玛吉"
        ):
            return item


def book_day(
    stage: Stage,
    store: Store,
    day: date,
    guests: list[Customer],
    *,
    wanted: int,
    rng: random.Random,
) -> list[Appointment]:
    """Fill a day with bookings made some days before; return them by time."""
    made: list[Appointment] = []
    early = clock.at(day, store.opens_at, store.timezone) - timedelta(days=rng.randint(1, 6))
    for _attempt in range(wanted * 3):
        if len(made) >= wanted:
            break
        with clock.pretending(min(early, clock.now())):
            booked = _book_one(stage, store, day, guests, rng)
        if booked is not None:
            made.append(booked)
    return sorted(made, key=lambda appointment: appointment.starts_at)


def _book_one(
    stage: Stage, store: Store, day: date, guests: list[Customer], rng: random.Random
) -> Appointment | None:
    fresh = rng.random() < 0.12 or not guests
    guest = newcomer(stage, store, rng) if fresh else guests[rng.randrange(len(guests))]
    item = stage.items["MZ01"] if fresh else _item(stage, store, rng)
    clerk = stage.actor_of(rng.choice(stage.at(store, "frontdesk")), store)
    slots = free_slots(clerk, store, item, day, step_minutes=30)
    slots = [slot for slot in slots if slot.member.user_id is not None]
    if not slots:
        return None
    slot = rng.choice(slots)
    try:
        booked = book_appointment(
            clerk,
            store_id=store.pk,
            customer_id=guest.pk,
            item_id=item.pk,
            starts_at=slot.starts_at,
            source=rng.choice(["frontdesk", "phone", "wechat", "wechat", "platform"]),
            doctor_id=slot.member.pk if item.needs_doctor else None,
            advisor_id=None if item.needs_doctor else slot.member.pk,
        )
        if rng.random() < 0.7:
            confirm_appointment(clerk, appointment_id=booked.pk)
    except Refused:
        return None
    return booked


def live_day(
    stage: Stage,
    store: Store,
    booked: list[Appointment],
    *,
    until: datetime,
    rng: random.Random,
) -> None:
    """Let every booking of the day happen, as far as `until`."""
    for appointment in booked:
        if appointment.starts_at > until:
            continue
        fate = rng.random()
        desk = stage.actor_of(rng.choice(stage.at(store, "frontdesk")), store)
        if fate < 0.04:
            _at(appointment.starts_at - timedelta(hours=3), _cancel, desk, appointment, rng)
        elif fate < 0.08:
            if appointment.ends_at + timedelta(minutes=30) < until:
                _at(appointment.ends_at, _stay_away, desk, appointment)
        else:
            watch = Clock(
                appointment.starts_at + timedelta(minutes=rng.triangular(-15, 20, -3)),
                until,
                rng,
            )
            try:
                _Stay(stage, store, appointment, watch).go_through()
            except (NotYet, Refused):
                continue


def _at(moment: datetime, act: Callable[..., object], *arguments: object) -> None:
    with clock.pretending(moment):
        act(*arguments)


def _cancel(desk: Actor, appointment: Appointment, rng: random.Random) -> None:
    reason = rng.choice(["临时加班", "身体不适", "改到下周", "时间冲突"])
    cancel_appointment(desk, appointment_id=appointment.pk, reason=reason)


def _stay_away(desk: Actor, appointment: Appointment) -> None:
    mark_no_show(desk, appointment_id=appointment.pk)


class _Stay:
    """One customer's way through the store."""

    def __init__(
        self, stage: Stage, store: Store, appointment: Appointment, watch: Clock
    ) -> None:
        self.stage, self.store, self.appointment, self.watch = stage, store, appointment, watch
        self.rng = watch.rng
        self.visit: Visit
        self.item: Item = appointment.item
        self.doctor: Member | None = appointment.doctor

    def _actor(self, post: str) -> Actor:
        people = self.stage.at(self.store, post)
        return self.stage.actor_of(self.rng.choice(people), self.store)

    def go_through(self) -> None:
        """Arrive, talk, be examined, pay, be treated, rest, leave."""
        desk = self._actor("frontdesk")
        visit = self.watch.go(
            1,
            lambda: register_arrival(
                desk,
                store_id=self.store.pk,
                customer_id=self.appointment.customer_id,
                appointment_id=self.appointment.pk,
            ),
        )
        assert isinstance(visit, Visit)
        self.visit = visit
        advisor = self._advisor()
        self._move("reception", advisor, MINUTES["arrived"])
        if self.store.consult_stage:
            self._move("consult", advisor, MINUTES["reception"])
            self._note(advisor)
        if self.doctor is not None:
            self._examine()
        if self.item.kind != Kind.CONSULT or self.rng.random() < 0.55:
            self._buy()
        self._leave()

    def _advisor(self) -> Member:
        own = self.appointment.customer.advisor
        here = self.stage.at(self.store, "advisor")
        return next((m for m in here if own is not None and m.pk == own.pk), here[0])

    def _move(self, stage: str, owner: Member | None, minutes: float) -> None:
        actor = self._actor("frontdesk")
        self.watch.go(
            minutes,
            lambda: move_visit(
                actor,
                visit_id=self.visit.pk,
                stage=stage,
                owner_id=owner.pk if owner else None,
            ),
        )

    def _note(self, advisor: Member) -> None:
        wish = self.rng.choice(
            ["想改善肤色不均", "想做抗衰，怕痛", "朋友介绍来做轮廓", "想祛斑，预算有限"]
        )
        actor = self.stage.actor_of(advisor, self.store)
        budget = self.rng.choice(["5 千以内", "1 万左右", "2 万以内", "不限"])
        self.watch.go(
            MINUTES["consult"] * 0.6,
            lambda: write_consult_note(
                actor, visit_id=self.visit.pk, wishes=wish, budget=budget
            ),
        )

    def _chosen(self) -> Item:
        if self.item.kind == Kind.CONSULT:
            return _item(self.stage, self.store, self.rng)
        return self.item

    def _examine(self) -> None:
        assert self.doctor is not None
        self._move("face_consult", self.doctor, MINUTES["consult"] * 0.4)
        self.item = self._chosen()
        actor = self.stage.actor_of(self.doctor, self.store)
        complaint, findings, diagnosis, advice = STORIES[self.item.technique].split("|")
        parts = {
            "complaint": complaint, "history": "否认重大疾病史及手术史", "findings": findings,
            "diagnosis": diagnosis, "advice": advice,
        }  # fmt: skip
        plan = [{"item_id": self.item.pk, "quantity": self.rng.choice([1, 1, 1, 3])}]
        if self.rng.random() < 0.2:
            more = _item(self.stage, self.store, self.rng)
            if more.pk != self.item.pk:
                plan.append({"item_id": more.pk, "quantity": 1})
        if self.item.kind == Kind.LIFE:
            plan = []

        def write() -> object:
            record = save_record(actor, visit_id=self.visit.pk, parts=parts, plan=plan)
            return sign_record(actor, record_id=record.pk)

        self.watch.go(MINUTES["face_consult"], write)

    def _buy(self) -> None:
        self._move("cashier", None, 3)
        cashier = self._actor("cashier")
        lines = [] if self.doctor is not None else [Wanted(self.item.pk)]

        def bill() -> object:
            return bill_visit(cashier, visit_id=self.visit.pk, lines=lines)

        order = self.watch.go(MINUTES["cashier"] * 0.5, bill)
        total = order.total_fen  # type: ignore[attr-defined]
        method = self.rng.choice(["wechat", "wechat", "alipay", "card", "cash"])
        reference = "" if method == "cash" else f"42{self.rng.randrange(10**16):016d}"
        tenders = [(method, total, reference)] if total else []
        paid = self.watch.go(
            MINUTES["cashier"] * 0.5,
            lambda: pay_order(cashier, order_id=order.pk, tenders=tenders),  # type: ignore[attr-defined]
        )
        if paid.state == State.PAID:  # type: ignore[attr-defined]
            self._treat(paid.pk)  # type: ignore[attr-defined]

    def _performer(self) -> Member:
        if self.doctor is not None:
            return self.doctor
        return self.rng.choice(self.stage.at(self.store, "nurse"))

    def _treat(self, order_id: int) -> None:
        line = OrderLine.objects.of(self.stage.group).filter(order_id=order_id).order_by("pk")
        first = line.select_related("item").first()
        if first is None or first.item is None or first.item.kind == Kind.CONSULT:
            return
        performer = self._performer()
        actor = self.stage.actor_of(performer, self.store)
        self._move("treatment", performer, 2)
        treatment = self.watch.go(
            5,
            lambda: start_treatment(
                actor, visit_id=self.visit.pk, line_id=first.pk, performer_id=performer.pk
            ),
        )
        used = self._materials(first.item)
        self.watch.go(
            first.item.duration_minutes * 0.9,
            lambda: finish_treatment(
                actor,
                treatment_id=treatment.pk,  # type: ignore[attr-defined]
                parameters=self._parameters(first.item),
                reaction="轻度发红，冷敷后缓解",
                materials=used,
            ),
        )
        self._move("aftercare", self._advisor(), 3)

    def _parameters(self, item: Item) -> str:
        if item.technique == "energy":
            return (
                f"能量 {self.rng.uniform(2.4, 4.2):.1f} J/cm²，{self.rng.randint(200, 900)} 发"
            )
        if item.technique == "toxin":
            return f"{self.rng.randint(5, 12)} 点，共 {self.rng.choice([20, 30, 40, 50])} U"
        return "按方案执行"

    def _materials(self, item: Item) -> list[Used]:
        if item.technique not in {"toxin", "injection"}:
            return []
        word = "U" if item.technique == "toxin" else "玻尿酸"
        product = (
            Product.objects.of(self.stage.group)
            .filter(name__icontains=word)
            .order_by("pk")
            .first()
        )
        if product is None:
            return []
        lot = f"{self.visit.day:%y%m}{self.rng.randint(1, 9):02d}"
        expires = self.visit.day + timedelta(days=420)
        return [Used(product.pk, lot, Decimal(1), expires)]

    def _leave(self) -> None:
        desk = self._actor("frontdesk")
        self.watch.go(MINUTES["aftercare"], lambda: see_off(desk, visit_id=self.visit.pk))

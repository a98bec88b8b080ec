"""One customer's way through a store, act by act, as far as the clock has come."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial
from typing import TypeVar

from hebe.access.actor import Actor
from hebe.billing.choices import State
from hebe.billing.models import Order, OrderLine
from hebe.billing.services import Wanted
from hebe.catalog.choices import Kind
from hebe.catalog.models import Item
from hebe.checkout.models import VisitOrder
from hebe.checkout.services import bill_visit, pay_order, see_off
from hebe.clinical.choices import RecordState, TreatmentState
from hebe.clinical.models import ConsultNote, Record, RecordVersion, Treatment
from hebe.clinical.places import in_use
from hebe.clinical.services import (
    Used,
    finish_treatment,
    save_record,
    sign_record,
    start_treatment,
    write_consult_note,
)
from hebe.compliance.services import record_block
from hebe.config.demo import words
from hebe.config.demo.diary import choose_item
from hebe.config.demo.stage import Stage
from hebe.customers.services import update_customer
from hebe.journal.services import deliver_event
from hebe.journal.worker import keeping_events
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.scheduling.models import Appointment
from hebe.staff.models import Member
from hebe.staff.queries import leads_on_duty
from hebe.tenancy.models import Store
from hebe.visits.models import StageRun, Visit
from hebe.visits.services import move_visit, register_arrival

R = TypeVar("R")
MINUTES = {"arrived": 6, "reception": 9, "consult": 22, "face_consult": 20, "cashier": 7,
           "aftercare": 14}  # fmt: skip
LEVELS = ((8_000_000, "diamond"), (3_000_000, "gold"), (1_000_000, "silver"))
BUYS_AFTER_CONSULT = 0.55
# Who takes a bundle, coming for what.
BUNDLES = {("吴雅琳", "GD05"): "TC02", ("苏曼", "ZS02"): "TC01", ("徐宁", "GD03"): "TC03"}
BY_NURSES = {"care", "energy"}


class NotYet(Exception):
    """The clock has not come this far."""


@dataclass(slots=True)
class Clock:
    """The story's own clock; it never passes `until`."""

    at: datetime
    until: datetime
    rng: random.Random
    group_id: int

    def go(self, minutes: float, act: Callable[[], R]) -> R:
        """Let some minutes pass (give or take), act at that moment, and let others react."""
        self.at += timedelta(minutes=max(1.0, minutes * self.rng.triangular(0.5, 1.9, 0.95)))
        if self.at > self.until:
            raise NotYet
        return self.act_now(act)

    def act_now(self, act: Callable[[], R]) -> R:
        """Act at this moment, and let others react."""
        with clock.pretending(self.at), keeping_events() as events:
            done = act()
            for event_id in events:
                deliver_event(group_id=self.group_id, event_id=event_id)
        return done


@dataclass(slots=True)
class Hurry(Clock):
    """A clock that is never late: whatever has to happen happens in the time there is."""

    def go(self, minutes: float, act: Callable[[], R]) -> R:
        """Let up to a minute pass, and act."""
        del minutes
        self.at = min(self.at + timedelta(minutes=1), self.until)
        return self.act_now(act)


class Stay:
    """A visit of the story, from the appointment to the door.

    Each step is read off what stands in the database, so a stay that the clock has stopped goes
    on later, in another process too.
    """

    def __init__(
        self, stage: Stage, appointment: Appointment, watch: Clock, visit: Visit | None = None
    ) -> None:
        self.stage, self.appointment, self.watch = stage, appointment, watch
        self.store: Store = appointment.store
        self.rng = watch.rng
        self.item: Item = appointment.item
        self.doctor: Member | None = appointment.doctor
        self.found = visit

    @property
    def visit(self) -> Visit:
        """Return the visit, which has begun."""
        assert self.found is not None
        return self.found

    def go_through(self) -> None:
        """Arrive, talk, be examined, pay, be treated, rest, leave; raises NotYet."""
        self.arrive()
        while self.visit.left_at is None:
            self.step()

    def arrive(self) -> None:
        """Let the visit begin, unless it has."""
        if self.found is None:
            desk = self._actor("frontdesk")
            self.found = self.watch.go(1, lambda: self._arrive(desk))

    def step(self) -> None:
        """Let her do what comes next where she is."""
        getattr(self, f"_when_{self.visit.stage}")()
        self.visit.refresh_from_db()

    def _when_arrived(self) -> None:
        self._move("reception", self._advisor(), MINUTES["arrived"])

    def _when_reception(self) -> None:
        if self.store.consult_stage:
            self._move("consult", self._advisor(), MINUTES["reception"])
        else:
            self._go_to_doctor(MINUTES["reception"])

    def _when_consult(self) -> None:
        if ConsultNote.objects.of(self.stage.group).filter(visit=self.visit).exists():
            self._go_to_doctor(MINUTES["consult"] * 0.4)
        else:
            self._note(self._advisor())

    def _go_to_doctor(self, minutes: float) -> None:
        if self.doctor is not None:
            self._move("face_consult", self.doctor, minutes)
        else:
            self._go_to_till(minutes)

    def _when_face_consult(self) -> None:
        records = Record.objects.of(self.stage.group).filter(visit=self.visit)
        if self.doctor is None or records.filter(state=RecordState.SIGNED).exists():
            self._go_to_till(3)
        else:
            self._examine(self.doctor)

    def _go_to_till(self, minutes: float) -> None:
        """Who only wanted to ask may leave without buying."""
        luck = random.Random(f"buys {self.appointment.pk}").random()
        only_asks = self.doctor is None and self.item.kind == Kind.CONSULT
        if only_asks and luck > BUYS_AFTER_CONSULT:
            self._leave()
        else:
            self._move("cashier", None, minutes)

    def _when_cashier(self) -> None:
        minutes, cashier = MINUTES["cashier"] * 0.5, self._actor("cashier")
        bill = VisitOrder.objects.of(self.stage.group).filter(visit=self.visit).first()
        if bill is None:
            lines = self._wanted()
            self.watch.go(
                minutes, lambda: bill_visit(cashier, visit_id=self.visit.pk, lines=lines)
            )
        elif bill.order.state == State.OPEN:
            self.watch.go(minutes, lambda: self._pay(cashier, bill.order))
        else:
            self._move("aftercare", self._advisor(), 1)

    def _when_treatment(self) -> None:
        done = Treatment.objects.of(self.stage.group).filter(visit=self.visit)
        treatment = done.select_related("item", "performer").order_by("pk").last()
        if treatment is None and (line := self._line()) is not None:
            self._begin(line)
        elif treatment is not None and treatment.state == TreatmentState.RUNNING:
            self._finish(treatment)
        else:
            self._move("aftercare", self._advisor(), 3)

    def _when_aftercare(self) -> None:
        self._leave()

    def _leave(self) -> None:
        desk = self._actor("frontdesk")
        self.watch.go(MINUTES["aftercare"], lambda: see_off(desk, visit_id=self.visit.pk))

    def _arrive(self, desk: Actor) -> Visit:
        """Let the front desk register her, and ask who came over without a birthday for it."""
        key, born = self.appointment.customer_id, self.appointment.customer.birthday
        if born is None:
            born = date(1998, 6, 1) - timedelta(days=self.rng.randrange(9000))
            update_customer(desk, customer_id=key, birthday=born)
        return register_arrival(
            desk, store_id=self.store.pk, customer_id=key, appointment_id=self.appointment.pk
        )

    def _actor(self, post: str) -> Actor:
        people = self.stage.at(self.store, post)
        return self.stage.actor_of(self.rng.choice(people), self.store)

    def _advisor(self) -> Member:
        own = self.appointment.customer.advisor_id
        here = self.stage.at(self.store, "advisor")
        return next((member for member in here if member.pk == own), here[0])

    def _move(self, stage: str, owner: Member | None, minutes: float) -> None:
        actor = self._actor("frontdesk")
        owner_id = owner.pk if owner else None
        self.watch.go(
            minutes,
            lambda: move_visit(actor, visit_id=self.visit.pk, stage=stage, owner_id=owner_id),
        )

    def _note(self, advisor: Member) -> None:
        actor = self.stage.actor_of(advisor, self.store)
        wishes, budget = self.rng.choice(words.WISHES), self.rng.choice(words.BUDGETS)
        self.watch.go(
            MINUTES["consult"] * 0.6,
            lambda: write_consult_note(
                actor, visit_id=self.visit.pk, wishes=wishes, budget=budget
            ),
        )

    def _examine(self, doctor: Member) -> None:
        if self.item.kind == Kind.CONSULT:
            self.item = choose_item(self.stage, self.store, self.rng)
        actor = self.stage.actor_of(doctor, self.store)
        plan = self._plan()

        def write() -> RecordVersion:
            parts = words.record_of(self.item.technique)
            record = save_record(actor, visit_id=self.visit.pk, parts=parts, plan=plan)
            return sign_record(actor, record_id=record.pk)

        self.watch.go(MINUTES["face_consult"], write)

    def _plan(self) -> list[dict[str, int]]:
        if self.item.kind == Kind.LIFE:
            return []
        plan = [{"item_id": self.item.pk, "quantity": self.rng.choice([1, 1, 1, 3])}]
        more = choose_item(self.stage, self.store, self.rng)
        if self.rng.random() < 0.2 and more.pk != self.item.pk:
            plan.append({"item_id": more.pk, "quantity": 1})
        return plan

    def _wanted(self) -> list[Wanted]:
        """Say what she buys: a bundle, what she came for, or by itself the doctor's plan."""
        code = BUNDLES.get((self.appointment.customer.name, self.item.code), "")
        if bundle := self.stage.bundles.get(code):
            return [Wanted(bundle_id=bundle.pk)]
        is_planned = self.doctor is not None and self.item.kind != Kind.LIFE
        return [] if is_planned else [Wanted(self.item.pk)]

    def _pay(self, cashier: Actor, order: Order) -> Order:
        method = self.rng.choice(["wechat", "wechat", "alipay", "card", "cash"])
        reference = "" if method == "cash" else f"42{self.rng.randrange(10**16):016d}"
        tenders = [(method, order.total_fen, reference)] if order.total_fen else []
        paid = pay_order(cashier, order_id=order.pk, tenders=tenders)
        self._raise_level(order.total_fen)
        return paid

    def _raise_level(self, fen: int) -> None:
        """Who has spent enough becomes a member of a higher level."""
        customer = self.appointment.customer
        spent = customer.spent_fen + fen
        level = next((name for least, name in LEVELS if spent >= least), "")
        order = ["", *(name for _least, name in reversed(LEVELS))]
        if order.index(level) > order.index(customer.level):
            update_customer(self.stage.boss, customer_id=customer.pk, level=level)

    def _line(self) -> OrderLine | None:
        """Return what is to be done first of all she paid for, if anything is to be done."""
        lines = OrderLine.objects.of(self.stage.group).filter(
            order__in=VisitOrder.objects.of(self.stage.group)
            .filter(visit=self.visit, order__state=State.PAID)
            .values("order_id")
        )
        line: OrderLine | None = lines.select_related("item").order_by("pk").first()
        if line is None or line.item is None or line.item.kind == Kind.CONSULT:
            return None
        return line

    def _finish(self, treatment: Treatment) -> None:
        item, actor = treatment.item, self.stage.actor_of(treatment.performer, self.store)
        self.watch.go(
            item.duration_minutes * 0.9,
            lambda: finish_treatment(
                actor,
                treatment_id=treatment.pk,
                parameters=words.parameters_of(item.technique, self.rng),
                reaction=self.rng.choice(words.REACTIONS),
                materials=self._materials(item),
            ),
        )

    def _begin(self, line: OrderLine) -> None:
        """Let a nurse do what she may, the doctor the rest, and what she turns out not to.

        That she was refused is kept, as a screen would keep it.
        """
        rng = random.Random(f"treats {self.visit.pk}")
        nurse = rng.choice(self.stage.at(self.store, "nurse"))
        technique = line.item.technique if line.item else ""
        first = nurse if technique in BY_NURSES and rng.random() < 0.6 else None
        performer = first or self.doctor or nurse
        running = StageRun.objects.of(self.stage.group).filter(visit=self.visit, ended_at=None)
        if not running.filter(owner=performer).exists():
            self._move("treatment", performer, 2)
        try:
            self._start(line, performer)
        except Refused as refusal:
            actor = self.stage.actor_of(performer, self.store)
            self.watch.go(1, partial(record_block, actor, refusal))
            if self.doctor is None or performer == self.doctor:
                raise
            self._start(line, self.doctor)

    def _start(self, line: OrderLine, performer: Member) -> Treatment:
        actor = self.stage.actor_of(performer, self.store)

        def begin() -> Treatment:
            lead = self._lead(line.item, besides=performer)
            room_id, device_id = self._places(line)
            return start_treatment(
                actor, visit_id=self.visit.pk, line_id=line.pk, performer_id=performer.pk,
                supervisor_id=lead.pk if lead else None, room_id=room_id, device_id=device_id,
                reason="医生面诊评估后确认",
            )  # fmt: skip

        return self.watch.go(5, begin)

    def _places(self, line: OrderLine) -> tuple[int | None, int | None]:
        """Return the booked room and device, for what was booked, as far as they are free."""
        booked, used = self.appointment, in_use(self.store)
        if line.item_id != booked.item_id:
            return None, None
        room_id, device_id = booked.room_id, booked.device_id
        return None if room_id in used else room_id, None if device_id in used else device_id

    def _lead(self, item: Item | None, *, besides: Member) -> Member | None:
        """Return who stands behind it: nobody, when a lead doctor does it herself."""
        leads = leads_on_duty(self.store, clock.now())
        able = [member for member, led in leads.items() if item and item.department in led]
        return None if besides in able else next(iter(able), None)

    def _materials(self, item: Item) -> list[Used]:
        word = {"toxin": "U", "injection": "玻尿酸"}.get(item.technique)
        product = self.stage.product(word) if word else None
        if product is None:
            return []
        lot = f"{self.visit.day:%y%m}{self.rng.randint(1, 9):02d}"
        return [Used(product.pk, lot, Decimal(1), self.visit.day + timedelta(days=420))]

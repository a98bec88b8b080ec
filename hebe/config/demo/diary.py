"""The diary of the story: who booked what, some days before."""

import random
from datetime import date, time, timedelta

from hebe.catalog.models import Item
from hebe.config.demo.guests import Guests
from hebe.config.demo.stage import ZONE, Stage
from hebe.customers.models import Customer
from hebe.kernel import clock
from hebe.kernel.errors import Refused
from hebe.scheduling.models import Appointment
from hebe.scheduling.queries import Slot, Wish, free_slots
from hebe.scheduling.services import book_appointment, confirm_appointment
from hebe.staff.models import Member
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Store

POPULAR = (
    "ZS01", "ZS01", "ZS02", "ZS04", "ZS07", "ZS08", "GD01", "GD01", "GD03", "GD03", "GD05",
    "GD07", "GD08", "GD09", "PF01", "PF03", "PF04", "SH01",
)  # fmt: skip
FIRST = "MZ01"
SOURCES = ("frontdesk", "phone", "wechat", "wechat", "platform")
# Who is expected around the present moment: name, item, minutes from now.
EXPECTED = (
    ("吴雅琳", "GD05", -120), ("宋怡", "GD01", -100), ("苏曼", "ZS02", -85),
    ("何欣然", "GD01", -70), ("罗琪", "MZ01", -45), ("韩雪", "MZ02", -20),
    ("徐宁", "GD03", -10), ("李思雨", "ZS01", 10), ("邓婕", "MZ01", 30),
    ("张晓敏", "ZS04", 45), ("马蕊", "PF01", 60), ("单晓曦", "GD03", 90),
)  # fmt: skip
CONFIRMED = 0.7


def choose_item(stage: Stage, store: Store, rng: random.Random) -> Item:
    """Return something that people ask for and the store may do."""
    while True:
        item = stage.items[rng.choice(POPULAR)]
        has_device = store.code == "jingan" or "热玛吉" not in {n.what for n in item.needed}
        if item.department in store.licensed_departments and has_device:
            return item


def book_somebody(
    stage: Stage, guests: Guests, store: Store, day: date, rng: random.Random
) -> Appointment | None:
    """Let somebody book a time of that day some days before; None when nothing fits."""
    opening = clock.at(day, store.opens_at, store.timezone)
    early = opening - timedelta(days=rng.randint(1, 6)) + timedelta(minutes=rng.randint(0, 600))
    with clock.pretending(min(early, clock.now())):
        guest = guests.choose(store, day, rng)
        item = choose_item(stage, store, rng) if guest else stage.items[FIRST]
        companion = rng.choice(stage.at(store, "advisor")) if item.code == FIRST else None
        slots = _slots(stage, store, item, day, companion)
        if not slots:
            return None
        try:
            guest = guest or guests.welcome(store, rng)
            booked = _book(stage, store, guest.pk, item, rng.choice(slots), companion, rng)
        except Refused:
            return None
    guests.remember(guest.pk, day)
    return booked


def _slots(
    stage: Stage, store: Store, item: Item, day: date, companion: Member | None
) -> list[Slot]:
    desk = stage.actor_of(stage.at(store, "frontdesk")[0], store)
    wish = Wish(companion_id=companion.pk if companion else None)
    slots = free_slots(desk, store, item, day, wish=wish, step_minutes=30)
    return [slot for slot in slots if slot.member and slot.member.user_id is not None]


def _book(
    stage: Stage,
    store: Store,
    customer_id: int,
    item: Item,
    slot: Slot,
    companion: Member | None,
    rng: random.Random,
) -> Appointment:
    desk = stage.actor_of(rng.choice(stage.at(store, "frontdesk")), store)
    lead = slot.member.pk if slot.member else None
    beside = companion.pk if companion else None
    advisor = beside if item.needs_doctor else lead
    booked = book_appointment(
        desk,
        store_id=store.pk,
        customer_id=customer_id,
        item_id=item.pk,
        starts_at=slot.starts_at,
        source=rng.choice(SOURCES),
        doctor_id=lead if item.needs_doctor else None,
        advisor_id=advisor,
    )
    if rng.random() < CONFIRMED:
        confirm_appointment(desk, appointment_id=booked.pk)
    return booked


def expect_named(stage: Stage, guests: Guests) -> None:
    """Book the people of the pictures around the present moment."""
    store, now = stage.stores["jingan"], clock.now()
    for number, (name, code, minutes) in enumerate(EXPECTED):
        moment = now + timedelta(minutes=minutes)
        day = min(
            clock.day_of(moment, ZONE), clock.today(ZONE)
        )  # who comes is booked for today
        before = clock.at(day, time(9), ZONE) - timedelta(days=2)
        with working_for(stage.group.pk), clock.pretending(before):
            rows = Customer.objects.of(stage.group).select_related("advisor")
            customer = rows.get(name=name)
            item = stage.items[code]
            slots = _slots(stage, store, item, day, customer.advisor)
            own = [s for s in slots if s.member and s.member.pk == customer.doctor_id]
            near = min(own or slots, key=lambda s: abs(s.starts_at - moment), default=None)
            if near:
                rng = random.Random(number)
                _book(stage, store, customer.pk, item, near, customer.advisor, rng)
                guests.remember(customer.pk, day)


def is_day(store: Store) -> bool:
    """Say whether there is life in the store, since a while and for a while."""
    now, hour = clock.now(), timedelta(hours=1)
    day = clock.day_of(now, store.timezone)
    opens = clock.at(day, store.opens_at, store.timezone)
    shuts = clock.at(day, store.closes_at, store.timezone)
    return opens + 2 * hour < now < shuts - 2 * hour

"""The day calendar: drag to move, a refusal snaps back, a press on free time books there."""

import re
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from hebe.scheduling.models import Appointment
from hebe.scheduling.services import book_appointment

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
SHANGHAI = ZoneInfo("Asia/Shanghai")
HALF_HOUR = 33  # pixels, as the calendar draws it


@pytest.fixture
def book(frontdesk, clinic, jingan, botox, dr_chen, monday):
    def act(customer, time, doctor=dr_chen):
        return book_appointment(
            frontdesk, store_id=jingan.pk, customer_id=customer.pk, item_id=botox.pk,
            doctor_id=doctor.pk, starts_at=monday(time),
        )  # fmt: skip

    return act


@pytest.fixture
def diary(book, clinic, qin_lan, li_siyu):
    """Return a function telling who comes when, of the two who are booked at ten and eleven."""
    book(qin_lan, "10:00")
    book(li_siyu, "11:00")

    def told():
        rows = Appointment.objects.of(clinic).order_by("pk")
        return [f"{row.starts_at.astimezone(SHANGHAI):%H:%M}" for row in rows]

    return told


def drag(person, name, down=0, to=None):
    """Drag somebody's block so many half hours down, or over to another block."""
    block = person.sees(".ec-event", has_text=name)
    box = block.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 8
    target = person.sees(".ec-event", has_text=to).bounding_box() if to else None
    end = (
        (target["x"] + target["width"] / 2, target["y"] + 8)
        if to
        else (x, y + down * HALF_HOUR)
    )
    mouse = person.page.mouse
    mouse.move(x, y)
    mouse.down()
    mouse.move(x + 3, y + 6, steps=3)
    mouse.move(*end, steps=12)
    mouse.up()


def test_a_drag_moves_her_and_an_overlap_snaps_back(people, diary):
    desk = people("frontdesk")
    desk.goes("/calendar/")
    drag(desk, "秦兰", to="李思雨")
    why = desk.sees(".sc-clash")
    expect(why).to_contain_text("陈静怡")
    expect(why).to_contain_text("秦兰")
    assert diary() == ["10:00", "11:00"]
    desk.page.keyboard.press("Escape")
    drag(desk, "秦兰", down=6)
    desk.is_told("秦兰")
    assert diary() == ["13:00", "11:00"]


def test_one_of_the_offered_times_is_taken_by_a_press(people, diary):
    desk = people("frontdesk")
    desk.goes("/calendar/")
    drag(desk, "秦兰", to="李思雨")
    offer = desk.sees(".sc-clash .row-flex button")
    label = offer.inner_text()
    offer.click()
    desk.is_told("秦兰")
    assert diary() == [label, "11:00"]


@pytest.mark.parametrize("size", ["phone", "tablet"])
def test_by_thumb_she_is_moved_in_the_drawer(people, diary):
    desk = people("frontdesk")
    desk.goes("/calendar/")
    if desk.page.locator(".sc-chips").is_visible():
        desk.press(".sc-chips button", has_text="陈静怡")
    desk.press(".ec-event", has_text="秦兰")
    desk.press("#drawer a[href$='/reschedule/']")
    desk.press("#drawer .sc-slots label", has_text="15:00")
    desk.press("#drawer footer button.btn-primary")
    desk.page.wait_for_url(re.compile("/calendar/"))
    desk.is_told("已改约")
    assert diary() == ["15:00", "11:00"]


def test_a_slot_taken_meanwhile_is_refused_and_all_that_was_chosen_stays(
    people, clinic, book, qin_lan, li_siyu
):
    desk = people("frontdesk")
    desk.goes(f"/calendar/book/?customer={qin_lan.pk}")
    desk.chooses("item", "肉毒毒素")
    desk.chooses("doctor", "陈静怡")
    desk.press(".sc-slots:not(.wide) label", has_text="10:00")
    desk.types(note="需要停车位")
    book(li_siyu, "10:00")
    desk.press("form footer button.btn-primary")
    desk.reads("陈静怡")
    desk.sees(".h-note[data-tone=bad]", has_text="10:30")
    assert desk.sees("[name=note]").input_value() == "需要停车位"
    assert Appointment.objects.of(clinic).count() == 1

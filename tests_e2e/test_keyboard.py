"""The keyboard alone is enough, and both languages are."""

import pytest
from playwright.sync_api import expect

from hebe.scheduling.models import Appointment
from hebe.scheduling.services import book_appointment
from hebe.tenancy.models import Store
from hebe.visits.services import register_arrival
from tests_e2e.person import NO_DRAWER

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]


def tab_to(page, selector, most=60):
    """Press Tab until the focus is at a selector."""
    for _press in range(most):
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab does not reach {selector}")


@pytest.mark.parametrize("summon", ["/", "Control+k", "Meta+k"])
def test_a_customer_is_found_and_opened_by_keys(people, clinic, qin_lan, summon):
    page = people("frontdesk").page
    page.keyboard.press(summon)
    page.keyboard.type("8001")
    expect(page.locator("#palette-results")).to_contain_text("秦兰")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/customers/{qin_lan.pk}/")


def test_a_booking_is_made_without_a_mouse(people, clinic, qin_lan, laser):
    desk = people("frontdesk")
    page = desk.page
    page.keyboard.press("/")
    page.keyboard.type("8001")
    expect(page.locator("#palette-results")).to_contain_text("秦兰")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/customers/{qin_lan.pk}/")
    tab_to(page, "a[href*='/calendar/book/']")
    page.keyboard.press("Enter")
    desk.sees("#drawer [name=item]")
    tab_to(page, "[name=item]")
    page.keyboard.press("ArrowDown")
    desk.sees("#drawer [name=slot]")
    tab_to(page, "[name=slot]")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    desk.is_told("秦兰")
    booked = Appointment.objects.of(clinic).get()
    assert (booked.item, booked.room.name) == (laser, "光电室 1")


def test_a_card_moves_on_without_a_mouse(people, clinic, frontdesk, jingan, qin_lan):
    visit = register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)
    desk = people("frontdesk")
    desk.goes("/board/")
    tab_to(desk.page, ".b-go button")
    expect(desk.page.locator(".b-go")).to_have_css("opacity", "1")
    desk.page.keyboard.press("Enter")
    desk.is_told("秦兰 → 接待")
    visit.refresh_from_db()
    assert visit.stage == "reception"
    expect(desk.page.locator(f"#lane-reception #visit-{visit.pk} .b-go button")).to_be_focused()


def test_handed_over_in_the_drawer_by_keys_her_card_has_the_focus(
    people, clinic, frontdesk, jingan, qin_lan
):
    visit = register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)
    desk = people("frontdesk")
    desk.goes("/board/")
    tab_to(desk.page, "a.b-over")
    desk.page.keyboard.press("Enter")
    desk.sees("#drawer [name=stage]")
    tab_to(desk.page, "#drawer footer button.btn-primary")
    desk.page.keyboard.press("Enter")
    desk.is_told("已转交")
    expect(desk.page.locator(f"#lane-reception #visit-{visit.pk} a.b-over")).to_be_focused()


def test_a_booking_moved_by_keys_has_the_focus(
    people, clinic, frontdesk, jingan, qin_lan, botox, dr_chen, monday
):
    booked = book_appointment(
        frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, item_id=botox.pk,
        doctor_id=dr_chen.pk, starts_at=monday("10:00"),
    )  # fmt: skip
    desk = people("frontdesk")
    desk.goes("/calendar/")
    block = desk.page.locator(f".ec-event.is-{booked.pk}")
    block.focus()
    desk.page.keyboard.press("Enter")
    desk.sees("#drawer a[href$='/reschedule/']").press("Enter")
    desk.press("#drawer .sc-slots label", has_text="15:00")
    desk.sees("#drawer [name=reason]").press("Enter")
    desk.is_told("已改约")
    expect(block).to_be_focused()


def test_escape_closes_a_drawer_and_gives_the_focus_back(people, clinic):
    desk = people("frontdesk")
    desk.goes("/calendar/")
    desk.page.keyboard.press("n")
    desk.sees("#drawer[open]")
    desk.page.keyboard.press("Escape")
    desk.page.wait_for_selector(NO_DRAWER, state="attached")
    desk.goes("/")
    tab_to(desk.page, "main a[data-drawer]")
    before = desk.page.evaluate("document.activeElement.href")
    desk.page.keyboard.press("Enter")
    desk.sees("#drawer[open] h2")
    desk.page.keyboard.press("Escape")
    desk.page.wait_for_selector(NO_DRAWER, state="attached")
    assert desk.page.evaluate("document.activeElement.href") == before


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_one_of_many_stores_is_found_by_its_initials(people, clinic, group):
    for name in ("杭州", "南京", "苏州", "成都", "重庆", "武汉", "广州", "深圳", "北京"):
        Store.objects.of(group).create(group_id=group.pk, name=f"{name}店", code=name)
    boss = people("gm")
    boss.press("summary.h-store")
    boss.sees("[data-narrow]:focus")
    boss.page.keyboard.type("wh")
    expect(boss.page.locator(".h-menu .item:visible")).to_have_text(["武汉店"])
    boss.page.keyboard.press("Enter")
    boss.reads("武汉店", "summary.h-store")


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_the_language_is_changed_and_stays(people, clinic):
    desk = people("frontdesk")
    desk.reads("今日工作")
    desk.press("header details.h-menu summary.h-me")
    desk.press("button[name=language]")
    desk.reads("Today's work")
    assert desk.page.locator("html").get_attribute("lang") == "en"
    desk.goes("/board/")
    desk.reads("Visit board")
    desk.press("header details.h-menu summary.h-me")
    desk.press("button[name=language]")
    expect(desk.page.locator("html")).to_have_attribute("lang", "zh-Hans")

"""The live board: what one screen does is on the others within two seconds."""

import time

import pytest
from playwright.sync_api import expect

from hebe.visits.models import Visit
from hebe.visits.services import register_arrival
from tests_e2e.person import EVERY_SIZE

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
SOON = 2000  # milliseconds


@pytest.fixture
def visit(clinic, frontdesk, jingan, qin_lan):
    return register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)


@pytest.mark.parametrize("size", EVERY_SIZE)
def test_a_move_is_on_another_screen_within_two_seconds(people, visit):
    desk, doctor = people("frontdesk"), people("doctor")
    for person in (doctor, desk):
        person.goes("/board/")
        person.sees("#lane-arrived .h-visit", has_text="秦兰")
    desk.press("#lane-arrived a.b-over")
    desk.page.locator("#drawer [name=stage]").select_option("consult")
    desk.page.wait_for_load_state("networkidle")
    desk.press("#drawer footer button.btn-primary")
    pressed = time.monotonic()
    there = doctor.page.locator("#lane-consult .h-visit")
    expect(there).to_contain_text("秦兰", timeout=SOON)
    assert time.monotonic() - pressed < SOON / 1000


@pytest.mark.parametrize("size", ["phone", "tablet"])
def test_one_tap_sends_her_on(people, visit):
    desk = people("frontdesk")
    desk.goes("/board/")
    desk.press("#lane-arrived form.b-go button")
    expect(desk.page.locator("#lane-reception .h-visit")).to_contain_text("秦兰")


def test_a_card_is_dragged_into_another_lane(people, visit):
    desk = people("frontdesk")
    desk.goes("/board/")
    card = desk.sees("#lane-arrived .h-visit .meta")
    card.hover()
    desk.page.mouse.down()
    there = desk.sees("#lane-consult .b-list").bounding_box()
    desk.page.mouse.move(there["x"] + 60, there["y"] + 30, steps=15)
    with desk.page.expect_response("**/move/"):
        desk.page.mouse.up()
    expect(desk.page.locator("#lane-consult .h-visit")).to_contain_text("秦兰")
    assert Visit.objects.of(visit).get().stage == "consult"


def test_the_second_of_two_who_move_her_is_told_what_happened(people, visit):
    desk, other = people("frontdesk"), people("manager")
    desk.goes(f"/visits/{visit.pk}/hand-over/")
    other.goes(f"/visits/{visit.pk}/hand-over/")
    desk.press("main form footer button.btn-primary")
    desk.page.wait_for_url("**/board/**")
    other.press("main form footer button.btn-primary")
    other.sees("main .h-alone .h-note[data-tone=bad]")
    expect(other.page.locator("#drawer")).to_be_hidden()
    assert Visit.objects.of(visit).get().runs.count() == 2


def test_the_board_says_that_nobody_asked(people, visit):
    desk = people("frontdesk")
    with desk.page.expect_request("**/board/lanes/**") as asked:
        desk.goes("/board/")
    assert asked.value.headers["hebe-unasked"] == "1"

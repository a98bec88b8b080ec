"""A time outside the roster on screen: typed by hand, with its reason."""

import pytest

from hebe.compliance.cases import Case
from hebe.compliance.errors import RedLineWarning
from hebe.compliance.judging import Asked, Breach
from hebe.compliance.red_lines import RULES
from hebe.scheduling.errors import SlotTaken
from hebe.scheduling.models import Appointment
from hebe.staff.models import Shift
from hebe.web.scheduling.reading import asks

HTMX = {"HX-Request": "true"}


@pytest.fixture
def send(client_of, qin_lan, botox, dr_chen, on_duty, group):
    Shift.objects.of(group).filter(member=dr_chen).delete()

    def post(who="manager", **changes):
        wanted = {
            "customer": qin_lan.pk, "item": botox.pk, "doctor": dr_chen.pk,
            "day": "2027-01-04", "slot": "off", "off_at": "10:00", "source": "phone",
        } | changes  # fmt: skip
        return client_of(who).post("/calendar/book/", wanted, headers=HTMX)

    return post


def count(group):
    return Appointment.objects.of(group).count()


def test_the_manager_types_a_time_and_says_why(send, group, monday):
    assert send(off_duty_reason="专程来加班").headers["HX-Redirect"]
    assert Appointment.objects.of(group).get().starts_at == monday("10:00")


def test_without_a_reason_the_form_asks_for_it_and_keeps_the_time(send, group):
    reply = send()
    page = reply.content.decode()
    assert reply.status_code == 409
    assert 'value="off" checked' in page
    assert 'value="10:00"' in page
    assert count(group) == 0


def test_somebody_must_be_named(send, group):
    assert send(doctor="", off_duty_reason="专程来加班").status_code == 422
    assert count(group) == 0


def test_the_front_desk_neither_sees_nor_may_use_it(send, group):
    reply = send("frontdesk", off_duty_reason="专程来加班")
    assert reply.status_code == 409
    assert 'value="off"' not in reply.content.decode()
    assert count(group) == 0


def test_a_drag_outside_the_roster_asks_the_manager_why(
    client_of, book, on_duty, group, dr_chen, monday
):
    mine = book("10:00")
    Shift.objects.of(group).filter(member=dr_chen).delete()
    wanted = {"starts_at": "2027-01-04T11:00:00"}
    address = f"/appointments/{mine.pk}/move/"
    assert client_of("frontdesk").post(address, wanted).json()["ask"] == ""
    boss = client_of("manager")
    assert boss.post(address, wanted).json()["ask"] == "off_duty_reason"
    assert boss.post(address, wanted | {"off_duty_reason": "加班"}).status_code == 200
    assert Appointment.objects.of(group).get().starts_at == monday("11:00")


def test_a_warning_asks_for_a_reason_and_a_taken_slot_for_none():
    breach = Breach(RULES[0], Asked(RULES[0], Case()))
    assert asks(RedLineWarning([breach], trigger="booking")) == "reason"
    assert asks(SlotTaken("陈静怡")) == ""

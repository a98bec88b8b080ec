"""One appointment on screen."""

import pytest

from hebe.scheduling.choices import Status
from hebe.scheduling.models import Appointment

HTMX = {"HX-Request": "true"}


@pytest.fixture
def mine(book):
    return book("10:00")


@pytest.fixture
def stands(group, mine):
    def how():
        fresh = Appointment.objects.of(group).get(pk=mine.pk)
        return f"{fresh.starts_at.hour + 8}:{fresh.starts_at.minute:02d}", fresh.status

    return how


def drag(client, mine, time, **changes):
    wanted = {"starts_at": f"2027-01-04T{time}:00", "expected": "2027-01-04T10:00:00"} | changes
    return client.post(f"/appointments/{mine.pk}/move/", wanted)


def test_it_shows_facts_and_what_can_be_done(desk, mine):
    page = desk.get(f"/appointments/{mine.pk}/", headers=HTMX).content.decode()
    for part in ("秦兰", "肉毒毒素·除皱", "陈静怡", f"/appointments/{mine.pk}/reschedule/"):
        assert part in page


def test_a_drag_moves_it(desk, mine, stands):
    assert drag(desk, mine, "11:15").json()["said"]
    assert stands() == ("11:15", Status.BOOKED)


def test_a_drag_to_another_column_changes_the_doctor(desk, mine, dr_lin, group):
    columns = {"from": f"member-{mine.doctor_id}", "to": f"member-{dr_lin.pk}"}
    assert drag(desk, mine, "10:00", **columns).status_code == 200
    assert Appointment.objects.of(group).get(pk=mine.pk).doctor == dr_lin


def test_a_drag_onto_another_booking_says_who_and_when_instead(
    desk, mine, book, li_siyu, stands
):
    book("11:00", customer_id=li_siyu.pk)
    reply = drag(desk, mine, "11:00")
    said = reply.json()
    assert reply.status_code == 409
    assert "陈静怡" in said["message"]
    assert "10:00" in said["stays"]
    assert [t["label"] for t in said["times"]] == ["10:15", "10:30", "11:30"]
    assert stands() == ("10:00", Status.BOOKED)


def test_a_stale_calendar_moves_nothing(desk, mine, stands):
    drag(desk, mine, "11:00")
    assert drag(desk, mine, "12:00").status_code == 409
    assert stands()[0] == "11:00"


@pytest.mark.parametrize("time", ["soon", "25:00"])
def test_a_senseless_time_is_refused(desk, mine, stands, time):
    assert drag(desk, mine, time).status_code == 422
    assert stands()[0] == "10:00"


def test_it_is_rescheduled_from_the_drawer(desk, mine, stands, dr_lin):
    page = desk.get(f"/appointments/{mine.pk}/reschedule/?doctor={dr_lin.pk}", headers=HTMX)
    assert f"{dr_lin.pk}@2027-01-04T15:00:00+08:00" in page.content.decode()
    wanted = {"slot": f"{dr_lin.pk}@2027-01-04T15:00:00+08:00", "reason": "客户要求"}
    assert desk.post(f"/appointments/{mine.pk}/reschedule/", wanted).status_code == 302
    assert stands()[0] == "15:00"


def test_rescheduling_without_a_time_says_so(desk, mine, stands):
    assert desk.post(f"/appointments/{mine.pk}/reschedule/", {}).status_code == 422
    assert stands()[0] == "10:00"


def test_confirm_and_cancel(desk, mine, stands):
    assert desk.post(f"/appointments/{mine.pk}/confirm/").status_code == 302
    assert stands()[1] == Status.CONFIRMED
    assert desk.post(f"/appointments/{mine.pk}/cancel/", {"reason": ""}).status_code == 422
    assert desk.post(f"/appointments/{mine.pk}/cancel/", {"reason": "出差"}).status_code == 302
    assert stands()[1] == Status.CANCELLED


def test_no_show_before_it_begins_is_refused(desk, mine, stands):
    assert desk.post(f"/appointments/{mine.pk}/no-show/").status_code == 409
    assert stands()[1] == Status.BOOKED


def test_her_file_lists_it(desk, mine, qin_lan):
    assert "肉毒毒素" in desk.get(f"/customers/{qin_lan.pk}/appointments/").content.decode()


@pytest.mark.parametrize("act", ["confirm", "cancel", "no-show", "move", "reschedule"])
def test_cashiers_only_look(client_of, mine, stands, act):
    reply = client_of("cashier").post(f"/appointments/{mine.pk}/{act}/", {"reason": "x"})
    assert reply.status_code == 403
    assert stands() == ("10:00", Status.BOOKED)


@pytest.mark.parametrize("act", ["", "confirm/", "cancel/", "no-show/", "move/", "reschedule/"])
def test_the_rival_finds_none_of_it(client_of, mine, stands, act):
    rival = client_of("rival")
    address = f"/appointments/{mine.pk}/{act}"
    reply = rival.post(address, {"reason": "x"}) if act else rival.get(address)
    assert reply.status_code == 404
    assert stands() == ("10:00", Status.BOOKED)

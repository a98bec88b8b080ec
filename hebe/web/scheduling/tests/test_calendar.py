"""GET /calendar/ and its feed."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

DAY = "2027-01-04"


@pytest.mark.parametrize("by", ["all", "doctor", "advisor", "room", "device", "nonsense"])
def test_the_day_opens(desk, book, by):
    book("10:00")
    reply = desk.get(f"/calendar/?day={DAY}&by={by}")
    assert reply.status_code == 200
    assert "秦兰" in reply.content.decode()


@pytest.mark.parametrize("day", ["", "soon", "0001-01-01", "9999-99-99"])
def test_a_senseless_day_is_today(desk, day):
    assert "2027年1月4日" in desk.get(f"/calendar/?day={day}").content.decode()


def test_the_feed_gives_columns_and_bookings_in_store_time(desk, book, dr_chen):
    mine = book("10:00")
    feed = desk.get(f"/calendar/day/?day={DAY}&by=doctor").json()
    assert (feed["opens"], feed["closes"]) == ("09:00", "21:00")
    event = next(e for e in feed["events"] if e["id"] == str(mine.pk))
    assert (event["start"], event["end"]) == (f"{DAY}T10:00:00", f"{DAY}T10:30:00")
    assert event["resourceIds"] == [f"member-{dr_chen.pk}"]
    assert event["movable"] is True


def test_it_costs_the_same_however_full(desk, book, li_siyu):
    book("09:00")
    with CaptureQueriesContext(connection) as quiet:
        desk.get(f"/calendar/?day={DAY}")
    for n in range(5):
        book(f"{10 + n}:00")
        book(f"{10 + n}:30", customer_id=li_siyu.pk)
    with CaptureQueriesContext(connection) as busy:
        desk.get(f"/calendar/?day={DAY}")
    assert len(busy) == len(quiet)


def test_what_was_left_open_is_listed(desk, book, monday):
    import time_machine  # noqa: PLC0415

    book("10:00")
    with time_machine.travel(monday("07:00").replace(day=5), tick=False):
        desk.post("/sign-in/", {"login": "frontdesk", "password": "hebe-demo"})
        assert "秦兰" in desk.get("/calendar/left-open/").content.decode()


def test_the_rival_sees_nothing_of_it(client_of, book):
    book("10:00")
    reply = client_of("rival").get(f"/calendar/day/?day={DAY}&by=all")
    assert "秦兰" not in reply.content.decode()


def test_a_stranger_signs_in_first(client):
    assert client.get("/calendar/").status_code == 302

"""The booking drawer: customer, item, people, time."""

import pytest

from hebe.customers.services import create_customer
from hebe.scheduling.models import Appointment

HTMX = {"HX-Request": "true"}


@pytest.fixture
def send(desk, qin_lan, botox, dr_chen, on_duty):
    def post(time="10:00", **changes):
        wanted = {
            "customer": qin_lan.pk, "item": botox.pk, "doctor": dr_chen.pk,
            "slot": f"{dr_chen.pk}@2027-01-04T{time}:00+08:00", "source": "phone",
            "note": "需泊车", "once": changes.pop("once", ""),
        } | changes  # fmt: skip
        return desk.post("/calendar/book/", wanted, headers=HTMX)

    return post


def count(group):
    return Appointment.objects.of(group).count()


def test_first_the_customer_is_found(desk, frontdesk, jingan):
    she = create_customer(
        frontdesk, name="单晓曦", phone="13800137777", home_store_id=jingan.pk
    )
    reply = desk.get("/calendar/book/find/?q=7777&day=2027-01-04&doctor=7").content.decode()
    assert f"?customer={she.pk}&amp;doctor=7&amp;day=2027-01-04" in reply


def test_then_the_free_times_of_the_item(desk, qin_lan, botox, dr_chen, book):
    book("10:00")
    address = f"customer={qin_lan.pk}&item={botox.pk}&doctor={dr_chen.pk}&day=2027-01-04"
    page = desk.get(f"/calendar/book/choices/?{address}").content.decode()
    assert f"{dr_chen.pk}@2027-01-04T10:30:00+08:00" in page
    assert f"{dr_chen.pk}@2027-01-04T10:00:00+08:00" not in page


def test_a_cell_of_the_calendar_picks_its_time_and_doctor(
    desk, qin_lan, botox, dr_chen, on_duty
):
    address = f"customer={qin_lan.pk}&item={botox.pk}&doctor={dr_chen.pk}"
    page = desk.get(f"/calendar/book/?{address}&start=2027-01-04T14:15:00").content.decode()
    assert f'value="{dr_chen.pk}@2027-01-04T14:15:00+08:00" required checked' in page


def test_it_is_booked_and_leads_back(send, group):
    reply = send()
    assert reply.headers["HX-Redirect"] == "/calendar/?day=2027-01-04"
    mine = Appointment.objects.of(group).get()
    assert (mine.source, mine.note) == ("phone", "需泊车")


def test_a_double_click_books_once(send, group):
    assert send(once="a" * 24).status_code == send(once="a" * 24).status_code
    assert count(group) == 1


def test_a_taken_time_keeps_the_form_and_names_free_ones(send, book, li_siyu, group):
    book("10:00", customer_id=li_siyu.pk)
    reply = send()
    page = reply.content.decode()
    assert reply.status_code == 409
    assert "陈静怡" in page
    assert "10:30" in page
    assert 'value="需泊车"' in page
    assert count(group) == 1


@pytest.mark.parametrize(
    "wrong", [{"slot": ""}, {"slot": "x@soon"}, {"item": ""}, {"slot": "1@9999-12-31T10:00:00"}]
)
def test_what_is_missing_is_said(send, group, wrong):
    assert send(**wrong).status_code == 422
    assert count(group) == 0


def test_finance_may_not_book(client_of, qin_lan, botox, dr_chen, on_duty, group):
    wanted = {"customer": qin_lan.pk, "item": botox.pk,
              "slot": f"{dr_chen.pk}@2027-01-04T10:00:00+08:00"}  # fmt: skip
    assert client_of("finance").post("/calendar/book/", wanted).status_code == 403
    assert count(group) == 0


def test_the_rival_does_not_find_our_customer(client_of, qin_lan):
    assert client_of("rival").get(f"/calendar/book/?customer={qin_lan.pk}").status_code == 404


def test_the_page_stands_alone_without_a_drawer(desk, qin_lan, botox, on_duty):
    page = desk.get(f"/calendar/book/?customer={qin_lan.pk}&item={botox.pk}")
    assert "<!doctype html>" in page.content.decode()

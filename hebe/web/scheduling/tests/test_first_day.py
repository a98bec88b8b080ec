"""A clinic that has nothing yet is told what comes first."""

import pytest

pytestmark = pytest.mark.django_db


def test_the_empty_calendar_says_where_people_and_rooms_come_from(client_of):
    assert "人员来自排班表" in client_of("admin").get("/calendar/").content.decode()
    assert "人员来自排班表" not in client_of("frontdesk").get("/calendar/").content.decode()


def test_a_booking_without_anything_on_offer_leads_to_the_catalogue(client_of, qin_lan):
    page = client_of("frontdesk").get(f"/calendar/book/?customer={qin_lan.pk}")
    assert "还没有可预约的项目" in page.content.decode()


def test_an_item_that_nobody_may_do_says_what_decides(client_of, qin_lan, laser):
    address = f"/calendar/book/choices/?customer={qin_lan.pk}&item={laser.pk}"
    assert "还没有人能做这个项目" in client_of("frontdesk").get(address).content.decode()

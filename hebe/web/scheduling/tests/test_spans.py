"""The calendar of a week and of a month."""

import pytest


@pytest.mark.parametrize("span", ["week", "month"])
@pytest.mark.parametrize("wish", ["", "day=soon&who=x", "day=9999-12-31", "who=999999"])
def test_it_opens_whatever_the_address_says(desk, span, wish):
    assert desk.get(f"/calendar/{span}/?{wish}").status_code == 200


def test_a_week_shows_each_day_and_what_is_booked(desk, book):
    mine = book("10:00")
    page = desk.get("/calendar/week/?day=2027-01-06").content.decode()
    assert f"/appointments/{mine.pk}/" in page
    assert "秦兰" in page
    assert "day=2027-01-10" in page


def test_a_month_counts_each_day_and_leads_to_it(desk, book):
    book("10:00")
    page = desk.get("/calendar/month/?day=2027-01-20").content.decode()
    assert "/calendar/?day=2027-01-04" in page
    assert '<b class="num">1</b>' in page


def test_one_person_alone_can_be_looked_at(desk, book, dr_chen, dr_lin):
    mine = book("10:00")
    address = f"/appointments/{mine.pk}/"
    week = "/calendar/week/?day=2027-01-04&who="
    assert address in desk.get(f"{week}{dr_chen.pk}").content.decode()
    assert address not in desk.get(f"{week}{dr_lin.pk}").content.decode()


@pytest.mark.parametrize("span", ["week", "month"])
def test_it_costs_the_same_however_full(
    desk, book, li_siyu, django_assert_max_num_queries, span
):
    desk.get(f"/calendar/{span}/?day=2027-01-04")
    for time in ("10:00", "11:00", "12:00", "14:00"):
        book(time)
    with django_assert_max_num_queries(24):
        desk.get(f"/calendar/{span}/?day=2027-01-04")


def test_the_rival_sees_nothing_of_ours(client_of, book):
    mine = book("10:00")
    page = client_of("rival").get("/calendar/week/?day=2027-01-04")
    assert f"/appointments/{mine.pk}/" not in page.content.decode()

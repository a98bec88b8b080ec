"""A birthday that is missing is asked for where it turns out to be missing."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from hebe.customers.models import Customer
from hebe.scheduling.models import Appointment
from hebe.visits.models import Visit
from hebe.visits.services import register_arrival


@pytest.fixture(autouse=True)
def _ten_oclock(monday):
    with time_machine.travel(monday("10:00"), tick=False):
        yield


@pytest.fixture
def ageless(qin_lan):
    qin_lan.birthday = None
    qin_lan.save()
    return qin_lan


@pytest.fixture
def visit(frontdesk, jingan, ageless):
    return register_arrival(frontdesk, store_id=jingan.pk, customer_id=ageless.pk)


@pytest.fixture
def desk(client_of):
    return client_of("frontdesk")


@pytest.fixture
def at(visit):
    return reverse("visits:birthday", args=[visit.pk])


@pytest.fixture
def booked(group, jingan, ageless, botox, monday):
    return Appointment.objects.of(group).create(
        group_id=group.pk, store=jingan, customer=ageless, item=botox, status="booked",
        starts_at=monday("10:00"), ends_at=monday("10:30"),
    )  # fmt: skip


def born(group):
    return Customer.objects.of(group).get(name="秦兰").birthday


def test_the_patient_bar_asks_for_it_until_it_is_there(client_of, visit, at, group):
    doctors = client_of("doctor")
    room = reverse("clinical:treat", args=[visit.pk])
    assert f"{at}?back=treat" in doctors.get(room).content.decode()
    assert "生日" in doctors.get(f"{at}?back=treat").content.decode()
    saved = doctors.post(at, {"birthday": "1990-08-08", "back": "treat"})
    assert (saved.status_code, saved["Location"]) == (302, room)
    assert born(group) == date(1990, 8, 8)
    assert at not in doctors.get(room).content.decode()


@pytest.mark.parametrize("typed", ["", "1990-13-01", "2031-01-01"])
def test_what_is_no_birthday_is_said_beside_the_field(desk, at, group, typed):
    assert desk.post(at, {"birthday": typed}).status_code == 422
    assert born(group) is None


def test_an_unknown_way_back_leads_to_the_visit(desk, visit, at):
    saved = desk.post(at, {"birthday": "1990-08-08", "back": "//elsewhere.example"})
    assert saved["Location"] == reverse("visits:visit", args=[visit.pk])


def test_who_may_not_edit_customers_enters_none(client_of, visit, at, group):
    cashier = client_of("cashier")
    assert cashier.post(at, {"birthday": "1990-08-08"}).status_code == 403
    page = cashier.get(reverse("visits:visit", args=[visit.pk])).content.decode()
    assert (at in page, born(group)) == (False, None)


def test_the_rival_finds_no_visit_to_enter_it_in(client_of, at, group):
    assert client_of("rival").post(at, {"birthday": "1990-08-08"}).status_code == 404
    assert born(group) is None


def test_the_front_desk_enters_it_on_arrival(desk, ageless, group):
    address = reverse("visits:arrive")
    page = desk.get(address, {"customer": ageless.pk}).content.decode()
    assert 'name="birthday"' in page
    arrived = desk.post(address, {"customer": ageless.pk, "birthday": "1990-08-08"})
    assert (arrived.status_code, born(group)) == (302, date(1990, 8, 8))
    page = desk.get(address, {"customer": ageless.pk}).content.decode()
    assert 'name="birthday"' not in page


def test_she_arrives_without_it_all_the_same(desk, ageless, group):
    arrived = desk.post(reverse("visits:arrive"), {"customer": ageless.pk, "birthday": ""})
    assert (arrived.status_code, Visit.objects.of(group).count()) == (302, 1)


def test_who_turns_out_to_be_a_minor_is_asked_for_her_guardian(desk, ageless, group, booked):
    typed = {"customer": ageless.pk, "appointment": booked.pk, "birthday": "2012-01-01"}
    refused = desk.post(reverse("visits:arrive"), typed)
    page = refused.content.decode()
    assert (refused.status_code, 'name="identity_no"' in page) == (422, True)
    assert 'value="2012-01-01"' in page
    assert (born(group), Visit.objects.of(group).count()) == (None, 0)


def test_what_a_colleague_entered_meanwhile_is_shown_not_overwritten(desk, at, group):
    opened = desk.get(at).context["form"].seen
    desk.post(at, {"birthday": "1990-08-08", "seen": opened})
    second = desk.post(at, {"birthday": "1991-09-09", "seen": opened})
    assert second.status_code == 422
    assert "1990" in second.content.decode()
    assert born(group) == date(1990, 8, 8)
    assert 'value="1990-08-08"' in desk.get(at).content.decode()

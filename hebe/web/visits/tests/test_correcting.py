"""Taking back at the counter, through a browser's eyes."""

import pytest
import time_machine
from django.urls import reverse

from hebe.scheduling.models import Appointment
from hebe.visits.models import Visit
from hebe.visits.services import move_visit, register_arrival


@pytest.fixture(autouse=True)
def _noon(monday):
    with time_machine.travel(monday("12:00"), tick=False):
        yield


@pytest.fixture
def two(group, jingan, qin_lan, botox, facial, monday):
    """Two bookings of hers today."""
    return [
        Appointment.objects.of(group).create(
            group_id=group.pk, store=jingan, customer=qin_lan, item=item,
            starts_at=monday(at), ends_at=monday(until),
        )
        for item, at, until in ((botox, "11:30", "12:00"), (facial, "15:00", "16:00"))
    ]  # fmt: skip


@pytest.fixture
def here(frontdesk, jingan, qin_lan):
    return register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)


def test_who_is_found_by_search_is_offered_her_bookings_of_today(
    client_of, two, qin_lan, group
):
    desk = client_of("frontdesk")
    page = desk.get(f"/visits/arrive/?customer={qin_lan.pk}").content.decode()
    assert page.count('type="checkbox" name="bookings"') == 2
    sent = {"customer": qin_lan.pk, "bookings": [one.pk for one in two]}
    assert desk.post("/visits/arrive/", sent).status_code == 302
    assert Visit.objects.of(group).get().appointment == two[0]
    assert {a.status for a in Appointment.objects.of(group).all()} == {"arrived"}


def test_what_is_not_ticked_stays_booked(client_of, two, qin_lan, group):
    sent = {"customer": qin_lan.pk, "bookings": [two[1].pk]}
    assert client_of("frontdesk").post("/visits/arrive/", sent).status_code == 302
    two[0].refresh_from_db()
    assert two[0].status == "booked"


def test_leaving_asks_about_bookings_that_lie_ahead(client_of, two, qin_lan, group):
    desk = client_of("frontdesk")
    desk.post("/visits/arrive/", {"customer": qin_lan.pk, "bookings": [o.pk for o in two]})
    leave = reverse("visits:leave", args=[Visit.objects.of(group).get().pk])
    assert f'name="keep" value="{two[1].pk}"' in desk.post(leave).content.decode()
    assert desk.post(leave, {"asked": "1", "keep": [two[1].pk]}).status_code == 302
    two[1].refresh_from_db()
    assert (two[1].status, Visit.objects.of(group).get().stage) == ("booked", "left")


def test_a_wrong_arrival_is_taken_back_with_a_reason(client_of, here, group):
    desk = client_of("frontdesk")
    page = desk.get(reverse("visits:visit", args=[here.pk])).content.decode()
    back = reverse("visits:take_back", args=[here.pk, "arrival"])
    assert back in page
    assert desk.post(back, {"reason": ""}).status_code == 422
    assert desk.post(back, {"reason": "登记错人"}).status_code == 302
    assert not Visit.objects.of(group).exists()
    assert desk.post(back, {"reason": "登记错人"}).status_code == 404


def test_each_state_offers_what_can_be_taken_back(client_of, here, frontdesk, group):
    desk, address = client_of("frontdesk"), reverse("visits:visit", args=[here.pk])
    assert "/take-back/move/" not in desk.get(address).content.decode()
    move_visit(frontdesk, visit_id=here.pk, stage="reception")
    assert "/take-back/move/" in desk.get(address).content.decode()
    back = reverse("visits:take_back", args=[here.pk, "move"])
    assert desk.post(back, {"reason": "点错", "expect": "reception"}).status_code == 302
    assert desk.post(back, {"reason": "点错", "expect": "reception"}).status_code == 422
    desk.post(reverse("visits:leave", args=[here.pk]))
    back = reverse("visits:take_back", args=[here.pk, "leaving"])
    assert back in desk.get(address).content.decode()
    assert desk.post(back, {"reason": "她还在"}).status_code == 302
    assert Visit.objects.of(group).get().stage == "arrived"
    assert desk.get(reverse("visits:take_back", args=[here.pk, "nothing"])).status_code == 404


def test_a_no_show_noted_too_early_is_taken_back(client_of, two, group):
    manager, one = client_of("manager"), two[0]
    manager.post(f"/appointments/{one.pk}/no-show/")
    page = manager.get(f"/appointments/{one.pk}/").content.decode()
    assert f"/appointments/{one.pk}/take-back/" in page
    assert manager.post(f"/appointments/{one.pk}/take-back/", {"reason": ""}).status_code == 422
    assert (
        manager.post(f"/appointments/{one.pk}/take-back/", {"reason": "早了"}).status_code
        == 302
    )
    one.refresh_from_db()
    assert one.status == "booked"

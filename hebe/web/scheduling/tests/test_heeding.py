"""Saving what bookings rest on: the screen says how many are touched and keeps the form."""

import pytest

from hebe.scheduling.services import update_resource
from hebe.staff.models import Shift
from hebe.tenancy.models import Store


@pytest.fixture
def boss_screen(client_of):
    return client_of("manager")


@pytest.fixture
def treated(book, laser, laser_room, pico):
    return book("10:00", item_id=laser.pk)


def test_a_room_in_use_is_taken_out_at_the_second_press(
    boss_screen, treated, laser_room, group
):
    address = f"/calendar/resources/{laser_room.pk}/"
    body = {"name": "旧光电室", "is_active": "0"}
    reply = boss_screen.post(address, body)
    page = reply.content.decode()
    assert reply.status_code == 422
    assert "有 1 个预约受影响" in page
    assert 'name="touched" value="1"' in page
    assert "旧光电室" in page
    laser_room.refresh_from_db()
    assert laser_room.is_active
    assert boss_screen.post(address, body | {"touched": "1"}).status_code == 302
    laser_room.refresh_from_db()
    assert not laser_room.is_active


def test_a_shift_with_bookings_asks_before_it_goes(boss_screen, treated, dr_chen, group):
    shift = Shift.objects.of(group).get(member=dr_chen)
    address = f"/staff/shifts/{shift.pk}/remove/"
    page = boss_screen.post(address)
    assert page.status_code == 409
    assert "照样删除" in page.content.decode()
    assert Shift.objects.of(group).filter(pk=shift.pk).exists()
    assert boss_screen.post(address, {"touched": "1"}).status_code == 302
    assert not Shift.objects.of(group).filter(pk=shift.pk).exists()


def test_a_booking_that_lost_its_room_is_marked_everywhere(
    desk, manager, treated, laser_room, jingan, group
):
    update_resource(manager, resource_id=laser_room.pk, is_active=False)
    for address in (
        "/calendar/?day=2027-01-04", "/calendar/week/?day=2027-01-04", "/calendar/attention/",
        f"/appointments/{treated.pk}/", "/?arrivals=all",
        "/calendar/day/?day=2027-01-04&by=room",
    ):  # fmt: skip
        page = desk.get(address)
        said = page.json()["events"][0]["lost"] if "day/" in address else page.content.decode()
        assert "光电室 1 已停用" in said, address


def test_a_store_that_closes_earlier_asks_first(client_of, book, group, jingan):
    book("20:00")
    client = client_of("admin")
    page = client.get(f"/stores/{jingan.pk}/").content.decode()
    assert "00:00" in page
    body = {
        "name": jingan.name, "timezone": "Asia/Shanghai", "opens_at": "09:00",
        "closes_at": "18:00", "institution": "clinic", "is_open": "on", "area_m2": "0",
        "licensed_departments": ["dermatology", "life"],
    }  # fmt: skip
    reply = client.post(f"/stores/{jingan.pk}/", body)
    assert reply.status_code == 422
    assert "有 1 个预约受影响" in reply.content.decode()
    assert Store.objects.of(group).get(pk=jingan.pk).closes_at.hour == 21
    assert client.post(f"/stores/{jingan.pk}/", body | {"touched": "1"}).status_code == 302
    assert Store.objects.of(group).get(pk=jingan.pk).closes_at.hour == 18


@pytest.mark.parametrize("typed", ["24:00", "00:00"])
def test_midnight_can_be_entered(client_of, group, jingan, typed):
    body = {
        "name": jingan.name, "timezone": "Asia/Shanghai", "opens_at": "09:00",
        "closes_at": typed, "institution": "clinic", "is_open": "on", "area_m2": "0",
        "licensed_departments": ["dermatology"],
    }  # fmt: skip
    assert client_of("admin").post(f"/stores/{jingan.pk}/", body).status_code == 302
    store = Store.objects.of(group).get(pk=jingan.pk)
    assert (store.closes_at.hour, store.closes_at.minute) == (0, 0)

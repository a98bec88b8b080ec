"""Rooms, devices and absence on screen."""

import pytest

from hebe.scheduling.models import Resource, ResourceClaim
from hebe.scheduling.services import resource_marks


@pytest.fixture
def boss_screen(client_of):
    return client_of("manager")


def closed(group):
    return ResourceClaim.objects.of(group).filter(appointment=None)


def test_a_room_is_added_renamed_and_retired(boss_screen, group):
    wanted = {"kind": "room", "room_type": "laser", "device_type": "", "name": "光电室 9"}
    assert boss_screen.post("/calendar/resources/", wanted).status_code == 302
    room = Resource.objects.of(group).get()
    assert (room.type, room.is_active) == ("laser", True)
    address = f"/calendar/resources/{room.pk}/"
    boss_screen.post(address, {"name": "光电室 10", "is_active": "0"})
    room.refresh_from_db()
    assert (room.name, room.is_active) == ("光电室 10", False)
    assert "光电室 10" in boss_screen.get("/calendar/resources/").content.decode()


def test_the_second_of_two_tabs_sees_the_name_that_the_first_one_gave(boss_screen, group):
    wanted = {"kind": "room", "room_type": "laser", "name": "光电室 9"}
    boss_screen.post("/calendar/resources/", wanted)
    room = Resource.objects.of(group).get()
    address, seen = f"/calendar/resources/{room.pk}/", resource_marks(room)
    boss_screen.post(address, {"name": "光电室 10", "is_active": "1", "seen": seen})
    late = boss_screen.post(address, {"name": "光电室 11", "is_active": "0", "seen": seen})
    page = late.content.decode()
    assert (late.status_code, "现为：光电室 10" in page) == (422, True)
    assert 'value="光电室 11"' in page
    room.refresh_from_db()
    assert (room.name, room.is_active) == ("光电室 10", True)


@pytest.mark.parametrize(
    "wrong", [{"kind": "device", "device_type": ""}, {"name": ""}, {"kind": "car"}]
)
def test_what_is_missing_is_said_beside_the_field(boss_screen, group, wrong):
    wanted = {"kind": "room", "room_type": "laser", "name": "光电室 9"} | wrong
    assert boss_screen.post("/calendar/resources/", wanted).status_code == 422
    assert Resource.objects.of(group).count() == 0


def test_an_absence_closes_the_rest_and_lists_who_must_move(boss_screen, book, dr_chen, group):
    book("10:00")
    wanted = {"member": dr_chen.pk, "day": "2027-01-04", "from": "09:00", "until": "21:00",
              "reason": "病假"}  # fmt: skip
    assert boss_screen.post("/calendar/absence/", wanted).status_code == 302
    assert closed(group).filter(is_held=True).count() == 2
    page = boss_screen.get(f"/calendar/absence/?member={dr_chen.pk}&day=2027-01-04")
    assert "秦兰" in page.content.decode()
    assert "病假" in page.content.decode()


def test_closed_time_is_opened_again(boss_screen, book, dr_chen, group):
    wanted = {"member": dr_chen.pk, "day": "2027-01-04", "from": "09:00", "until": "10:00",
              "reason": "会诊"}  # fmt: skip
    boss_screen.post("/calendar/absence/", wanted)
    claim = closed(group).get()
    assert boss_screen.post(f"/calendar/closed/{claim.pk}/open/").status_code == 302
    assert not closed(group).exists()


@pytest.mark.parametrize(
    "wrong", [{"from": "soon"}, {"until": "08:00"}, {"reason": ""}, {"member": ""}]
)
def test_an_absence_needs_somebody_a_stretch_and_a_reason(
    boss_screen, on_duty, dr_chen, group, wrong
):
    wanted = {"member": dr_chen.pk, "day": "2027-01-04", "from": "09:00", "until": "10:00",
              "reason": "会诊"} | wrong  # fmt: skip
    assert boss_screen.post("/calendar/absence/", wanted).status_code == 422
    assert not closed(group).exists()


@pytest.mark.parametrize("address", ["/calendar/resources/", "/calendar/absence/"])
def test_an_advisor_has_no_business_there(client_of, address):
    assert client_of("advisor").get(address).status_code == 403

"""Rooms and devices."""

import pytest

from hebe.journal.models import Audit
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.kernel.freshness import ChangedMeanwhile
from hebe.scheduling.errors import WrongResource
from hebe.scheduling.models import Resource
from hebe.scheduling.queries import get_resource
from hebe.scheduling.services import (
    create_resource,
    reschedule_appointment,
    resource_marks,
    update_resource,
)
from hebe.tenancy.context import working_for


@pytest.fixture
def add(manager, jingan):
    def make(name, actor=manager, **changes):
        wanted = {"store_id": jingan.pk, "kind": "room", "resource_type": "laser"} | changes
        return create_resource(actor, name=name, **wanted)

    return make


def test_a_new_room_can_be_booked(add, book, laser, pico):
    room = add("光电室 9")
    assert book("10:00", item_id=laser.pk).room == room


def test_a_name_is_given_once(add, group):
    add("光电室 9")
    with pytest.raises(Invalid) as refusal:
        add("光电室 9")
    assert refusal.value.field == "name"
    assert Resource.objects.of(group).count() == 1


@pytest.mark.parametrize(
    "wrong", [{"kind": "car"}, {"resource_type": " "}, {"resource_type": "光" * 41}]
)
def test_what_makes_no_sense_is_refused(add, group, wrong):
    with pytest.raises(Invalid):
        add("光电室 9", **wrong)
    assert Resource.objects.of(group).count() == 0


def test_a_name_has_its_length(add, manager, group):
    with pytest.raises(Invalid) as refusal:
        add("光" * 41)
    assert refusal.value.field == "name"
    room = add("光" * 40)
    with pytest.raises(Invalid):
        update_resource(manager, resource_id=room.pk, name="光" * 41)
    assert Resource.objects.of(group).get().name == "光" * 40


def test_a_retired_room_is_not_chosen(add, book, manager, laser, pico):
    old, fresh = add("光电室 8"), add("光电室 9")
    update_resource(manager, resource_id=old.pk, name="旧光电室", is_active=False)
    assert book("10:00", item_id=laser.pk).room == fresh


def test_the_front_desk_may_not_add_rooms(add, frontdesk, group):
    with pytest.raises(Forbidden):
        add("光电室 9", actor=frontdesk)
    assert Resource.objects.of(group).count() == 0


def test_the_rival_changes_nothing(add, rival, group):
    room = add("光电室 9")
    with working_for(rival.group_id), pytest.raises(NotFound):
        update_resource(rival, resource_id=room.pk, name="我的", is_active=False)
    assert Resource.objects.of(group).get().name == "光电室 9"


def test_a_retired_room_is_not_booked_by_name_either(add, book, manager, laser, pico):
    old, new = add("光电室 1"), add("光电室 2")
    update_resource(manager, resource_id=old.pk, name="光电室 1", is_active=False)
    with pytest.raises(WrongResource):
        book("10:00", item_id=laser.pk, room_id=old.pk)
    assert book("10:00", item_id=laser.pk).room == new


def test_a_booking_that_moves_leaves_a_retired_room(
    add, book, manager, frontdesk, laser, pico, monday
):
    old, new = add("光电室 1"), add("光电室 2")
    booked = book("10:00", item_id=laser.pk, room_id=old.pk)
    update_resource(manager, resource_id=old.pk, name="光电室 1", is_active=False)
    moved = reschedule_appointment(
        frontdesk, appointment_id=booked.pk, starts_at=monday("11:00")
    )
    assert moved.room == new


def test_the_second_who_changes_a_room_overwrites_nothing(add, manager, director, group):
    room = add("光电室 9")
    seen = resource_marks(room)
    update_resource(director, resource_id=room.pk, name="光电室 10", seen=seen)
    with pytest.raises(ChangedMeanwhile) as clash:
        update_resource(
            manager, resource_id=room.pk, name="光电室 11", is_active=False, seen=seen
        )
    assert clash.value.now == {"name": "光电室 10"}
    for _twice in range(2):
        update_resource(
            manager, resource_id=room.pk, name="光电室 9", is_active=False, seen=seen
        )
    room.refresh_from_db()
    assert (room.name, room.is_active) == ("光电室 10", False)
    assert Audit.objects.of(group).filter(act="ResourceSaved").count() == 3


def test_another_stores_room_is_not_there(group, manager, boss, xuhui):
    room = Resource.objects.of(group).create(
        group_id=group.pk, store=xuhui, kind="room", type="laser", name="徐汇光电室"
    )
    assert get_resource(boss, room.pk) == room
    with pytest.raises(NotFound):
        get_resource(manager, room.pk)

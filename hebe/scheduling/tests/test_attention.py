"""What bookings rest on changes: how many are touched, and which need attention."""

from datetime import time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hebe.access.services import update_store
from hebe.scheduling.errors import BookingsTouched
from hebe.scheduling.queries import (
    attention,
    closed_times,
    day_board,
    day_list,
    free_slots,
    needing_attention,
)
from hebe.scheduling.services import (
    cancel_appointment,
    close_free_time,
    counting,
    heeding,
    update_resource,
)
from hebe.staff.models import Shift, StoreMember
from hebe.staff.services import leave, remove_shift
from hebe.tenancy.models import Store


@pytest.fixture
def lost(manager):
    """Return the codes of what a booking lost, read anew."""

    def of(appointment):
        rows = day_list(manager, appointment.store, appointment.starts_at.date())
        return [why.code for why in attention(manager, rows).get(appointment.pk, [])]

    return of


def test_a_booking_that_has_all_it_needs_is_left_alone(book, lost):
    assert lost(book("10:00")) == []


def test_a_removed_shift_is_counted_and_marked(book, lost, boss, group, dr_chen, jingan):
    mine = book("10:00")
    shift = Shift.objects.of(group).get(member=dr_chen)
    with counting(boss, [jingan.pk]) as touched:
        remove_shift(boss, shift_id=shift.pk)
    assert touched.rows == [mine]
    assert lost(mine) == ["roster"]


def test_who_was_not_told_saves_nothing(book, boss, group, dr_chen, jingan, li_siyu):
    for at, guest in (("10:00", {}), ("11:00", {"customer_id": li_siyu.pk})):
        book(at, **guest)
    shift = Shift.objects.of(group).get(member=dr_chen)

    def act():
        remove_shift(boss, shift_id=shift.pk)

    for known in (0, 1):
        with pytest.raises(BookingsTouched) as no:
            heeding(boss, [jingan.pk], act, known=known)
        assert no.value.touched == 2
        assert Shift.objects.of(group).filter(pk=shift.pk).exists()
    heeding(boss, [jingan.pk], act, known=2)
    assert not Shift.objects.of(group).filter(pk=shift.pk).exists()


def test_a_room_out_of_use_keeps_its_bookings_in_sight(
    book, lost, manager, jingan, laser, laser_room, pico, monday
):
    mine = book("10:00", item_id=laser.pk)
    with counting(manager, [jingan.pk]) as touched:
        update_resource(manager, resource_id=laser_room.pk, is_active=False)
    assert (touched.count, lost(mine)) == (1, ["unused"])
    board = day_board(manager, jingan, monday("10:00").date(), "room")
    assert [column.name for column in board.columns] == [laser_room.name]
    assert board.entries[0].columns == (f"resource-{laser_room.pk}",)


def test_earlier_closing_and_a_closed_store_are_marked(book, lost, boss, jingan, group):
    mine = book("20:00")
    with counting(boss, [jingan.pk]) as touched:
        update_store(boss, store_id=jingan.pk, closes_at=time(18))
    mine.store = Store.objects.of(group).get(pk=jingan.pk)
    assert (touched.count, lost(mine)) == (1, ["hours"])
    update_store(boss, store_id=jingan.pk, is_open=False)
    mine.store.refresh_from_db()
    assert lost(mine) == ["store"]


def test_a_booking_after_closing_is_still_drawn(book, boss, jingan, monday, group):
    book("20:00")
    update_store(boss, store_id=jingan.pk, closes_at=time(18))
    store = Store.objects.of(group).get(pk=jingan.pk)
    board = day_board(boss, store, monday("10:00").date(), "doctor")
    assert len(board.entries) == 1
    assert board.closes_at == monday("20:30")


def test_who_leaves_or_works_elsewhere_is_gone(book, lost, boss, group, dr_chen, monday):
    mine = book("10:00")
    leave(boss, member_id=dr_chen.pk, left_on=monday("09:00").date() - timedelta(days=1))
    assert lost(mine) == ["left"]
    leave(boss, member_id=dr_chen.pk, left_on=None)
    StoreMember.objects.of(group).filter(member=dr_chen).delete()
    assert lost(mine) == ["left"]


def test_an_absence_marks_what_is_booked_and_closes_it_once_it_is_gone(
    book, lost, manager, frontdesk, jingan, dr_chen, botox, monday
):
    mine = book("10:00")
    day = {"starts_at": monday("09:00"), "ends_at": monday("21:00"), "reason": "病假"}
    for _twice in range(2):
        close_free_time(manager, store_id=jingan.pk, member_id=dr_chen.pk, **day)
    assert lost(mine) == ["closed"]
    closed = closed_times(manager, 1, [dr_chen.pk], monday("09:00"), monday("21:00"))
    assert len(closed[dr_chen.pk]) == 3
    cancel_appointment(frontdesk, appointment_id=mine.pk, reason="医生病假")
    free = free_slots(frontdesk, jingan, botox, monday("10:00").date(), doctor_id=dr_chen.pk)
    assert free == []


def test_the_list_says_it_to_whom_it_may(book, manager, jingan, group, rival):
    mine = book("10:00")
    Shift.objects.of(group).all().delete()
    (found,) = needing_attention(manager, jingan)
    assert (found[0], [why.code for why in found[1]]) == (mine, ["roster"])


def test_looking_costs_the_same_however_many(book, manager, jingan, monday, group, li_siyu):
    def cost():
        rows = list(day_list(manager, jingan, monday("10:00").date()))
        with CaptureQueriesContext(connection) as seen:
            attention(manager, rows)
        return len(seen)

    book("09:00")
    one = cost()
    for n in range(5):
        book(f"{10 + n}:00")
        book(f"{10 + n}:30", customer_id=li_siyu.pk)
    assert cost() == one <= 9

"""Stores and shifts that go on to midnight and beyond."""

from datetime import time, timedelta

import pytest
import time_machine

from hebe.scheduling.errors import AlreadyClosed, StoreClosed
from hebe.scheduling.models import ResourceClaim
from hebe.scheduling.queries import day_board, day_list, day_load, free_slots
from hebe.scheduling.services import free_rest, mark_arrived, mark_done
from hebe.staff.models import Shift
from hebe.staff.services import roster_shifts


@pytest.fixture
def late(jingan):
    jingan.opens_at, jingan.closes_at = time(18), time(2)
    jingan.save()
    return jingan


@pytest.fixture
def nightly(boss, late, dr_chen, monday, on_duty, group):
    Shift.objects.of(group).filter(member=dr_chen).delete()
    roster_shifts(
        boss, member_id=dr_chen.pk, store_id=late.pk, days=[monday("09:00").date()],
        starts=time(18), ends=time(2),
    )  # fmt: skip
    return dr_chen


@pytest.fixture
def at_night(book, nightly, monday):
    return lambda at: book("18:00", starts_at=monday(at) + timedelta(days=1))


def test_a_shift_may_end_on_the_next_day(nightly, group, monday):
    shift = Shift.objects.of(group).get(starts_at=monday("18:00"))
    assert shift.ends_at == monday("02:00") + timedelta(days=1)


def test_after_midnight_is_still_that_evening(at_night, late, frontdesk, monday, botox):
    mine, evening = at_night("01:00"), monday("18:00").date()
    assert list(day_list(frontdesk, late, evening)) == [mine]
    assert list(day_list(frontdesk, late, evening + timedelta(days=1))) == []
    assert day_load(frontdesk, late, evening, 2) == {evening: 1}
    board = day_board(frontdesk, late, evening, "doctor")
    assert (board.opens_at, board.closes_at) == (
        monday("18:00"), monday("02:00") + timedelta(days=1),
    )  # fmt: skip
    assert [entry.appointment for entry in board.entries] == [mine]
    times = {s.starts_at for s in free_slots(frontdesk, late, botox, evening)}
    assert monday("01:30") + timedelta(days=1) in times
    assert mine.starts_at not in times


def test_nothing_goes_on_after_closing(at_night):
    with pytest.raises(StoreClosed):
        at_night("01:45")


def test_a_store_that_closes_at_midnight_books_up_to_it(
    book, jingan, monday, boss, dr_chen, group
):
    jingan.opens_at, jingan.closes_at = time(9), time(0)
    jingan.save()
    Shift.objects.of(group).filter(member=dr_chen).delete()
    roster_shifts(
        boss, member_id=dr_chen.pk, store_id=jingan.pk, days=[monday("09:00").date()],
        starts=time(21), ends=time(0),
    )  # fmt: skip
    assert book("23:30").ends_at == monday("00:00") + timedelta(days=1)
    with pytest.raises(StoreClosed):
        book("23:45")


def test_who_leaves_early_gives_back_the_rest(
    book, frontdesk, laser, laser_room, pico, monday, li_siyu, group
):
    mine = book("10:00", item_id=laser.pk)
    mark_arrived(frontdesk, appointment_id=mine.pk)
    with time_machine.travel(monday("10:10"), tick=False):
        mark_done(frontdesk, appointment_id=mine.pk)
    book("10:20", item_id=laser.pk, customer_id=li_siyu.pk)  # ten minutes for the room
    held = ResourceClaim.objects.of(group).filter(appointment=mine)
    assert {claim.ends_at for claim in held} == {monday("10:10")}


def test_a_part_that_never_began_is_given_back_whole(book, frontdesk, monday, group):
    mine = book("10:00")
    with pytest.raises(AlreadyClosed):
        free_rest(frontdesk, appointment_id=mine.pk, at=monday("09:30"))
    mark_arrived(frontdesk, appointment_id=mine.pk)
    free_rest(frontdesk, appointment_id=mine.pk, at=monday("09:30"))
    assert not ResourceClaim.objects.of(group).filter(appointment=mine, is_held=True).exists()
    book("10:00")

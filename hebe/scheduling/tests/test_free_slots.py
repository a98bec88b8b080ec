"""free_slots: when everything an item needs can be had."""

import pytest
from django.db import connection

from hebe.scheduling.queries import Wish, free_slots
from hebe.scheduling.services import block_time
from hebe.staff.models import Shift
from hebe.tenancy.context import working_for


@pytest.fixture
def times(frontdesk, jingan, botox, monday, on_duty):
    def of(item=botox, **wish):
        day = monday("10:00").date()
        found = free_slots(frontdesk, jingan, item, day, wish=Wish(**wish))
        return [(f"{s.starts_at.hour + 8:02d}:{s.starts_at.minute:02d}", s.member.name)
                for s in found]  # fmt: skip

    return of


def test_an_empty_day_is_free_from_opening_to_the_last_start(times, dr_chen):
    found = times(doctor_id=dr_chen.pk)
    assert (found[0], found[-1]) == (("09:00", "陈静怡"), ("20:30", "陈静怡"))
    assert len(found) == 47


def test_a_booking_and_nothing_else_is_cut_out(times, book, dr_chen, dr_lin):
    book("10:00")
    chen = {at for at, _name in times(doctor_id=dr_chen.pk)}
    lin = {at for at, _name in times(doctor_id=dr_lin.pk)}
    assert lin - chen == {"09:45", "10:00", "10:15"}


def test_the_room_clears_before_the_next(times, book, laser, laser_room, pico, dr_lin):
    book("10:00", item_id=laser.pk)
    free = {at for at, _name in times(laser, doctor_id=dr_lin.pk)}
    assert {"09:15", "10:45"} <= free
    assert not free & {"09:30", "10:00", "10:30"}


def test_without_the_device_there_is_no_time(times, laser, laser_room):
    assert times(laser) == []


def test_the_customer_herself_must_be_free(times, book, qin_lan, dr_lin):
    mine = book("10:00")
    free = {at for at, _name in times(doctor_id=dr_lin.pk, customer_id=qin_lan.pk)}
    assert "10:00" not in free
    besides = times(doctor_id=dr_lin.pk, customer_id=qin_lan.pk, besides=mine.pk)
    assert ("10:00", "林泽") in besides


def test_a_companion_must_be_free_too(times, manager, jingan, dr_lin, zhou_ke, monday):
    block_time(
        manager, store_id=jingan.pk, member_id=zhou_ke.pk, starts_at=monday("10:00"),
        ends_at=monday("11:00"), reason="培训",
    )  # fmt: skip
    free = {at for at, _name in times(doctor_id=dr_lin.pk, companion_id=zhou_ke.pk)}
    assert not free & {"10:00", "10:30", "09:45"}
    assert "11:00" in free


def test_off_duty_is_not_free_and_two_shifts_make_one(times, group, dr_chen, monday):
    mine = Shift.objects.of(group).filter(member=dr_chen)
    mine.update(starts_at=monday("13:00"), ends_at=monday("15:00"))
    Shift.objects.of(group).create(
        group_id=group.pk, member=dr_chen, store_id=mine.get().store_id,
        day=monday("15:00").date(), starts_at=monday("15:00"), ends_at=monday("16:00"),
    )  # fmt: skip
    found = [at for at, _name in times(doctor_id=dr_chen.pk)]
    assert (found[0], found[-1]) == ("13:00", "15:30")
    assert "14:45" in found


def test_the_rival_gets_no_time_of_ours(rival, jingan, botox, monday, on_duty):
    with working_for(rival.group_id):
        assert free_slots(rival, jingan, botox, monday("10:00").date()) == []


def test_it_costs_the_same_however_full_the_day(
    frontdesk, jingan, botox, monday, book, dr_lin, django_assert_num_queries
):
    day = monday("10:00").date()
    with django_assert_num_queries(_cost(frontdesk, jingan, botox, day)):
        free_slots(frontdesk, jingan, botox, day)
    for n in range(6):
        book(f"{10 + n}:00")
    with django_assert_num_queries(_cost(frontdesk, jingan, botox, day)):
        free_slots(frontdesk, jingan, botox, day)


def _cost(*asked):
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    free_slots(*asked)  # what the item takes is read once
    with CaptureQueriesContext(connection) as seen:
        free_slots(*asked)
    assert len(seen) <= 8
    return len(seen)


def test_claims_are_found_by_the_index_below_row_level_security(group, book):
    book("10:00")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT 1 FROM unnest(ARRAY[1::bigint]) AS u(key) JOIN resource_claim c"
            " ON c.span && int8range(u.key, u.key + 60)"
        )
        plain = " ".join(row[0] for row in cursor.fetchall())
        cursor.execute("SELECT prosecdef FROM pg_proc WHERE proname = 'diary_taken'")
        assert cursor.fetchone() == (True,)
    assert "one_claim_per_resource_at_a_time" not in plain, "then the function is not needed"

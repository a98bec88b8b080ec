"""reschedule_appointment: everything moves or nothing does."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest
from django.db import connection

from hebe.architecture.crowd import at_once
from hebe.kernel.errors import Forbidden, NotFound
from hebe.scheduling.choices import Status
from hebe.scheduling.errors import AlreadyClosed, MovedMeanwhile, NotOnShift, SlotTaken
from hebe.scheduling.models import Appointment, Change, ResourceClaim
from hebe.scheduling.services import (
    cancel_appointment,
    confirm_appointment,
    diary,
    reschedule_appointment,
)
from hebe.tenancy.context import working_for


@pytest.fixture
def move(frontdesk, monday):
    def to(appointment, time, actor=frontdesk, **changes):
        return reschedule_appointment(
            actor, appointment_id=appointment.pk, starts_at=monday(time), **changes
        )

    return to


def place(group, appointment):
    fresh = Appointment.objects.of(group).get(pk=appointment.pk)
    claims = ResourceClaim.objects.of(group).filter(appointment=appointment).order_by("span")
    return fresh.starts_at, fresh.doctor_id, fresh.status, [c.span for c in claims]


def test_the_old_time_is_free_and_the_new_one_taken(book, move, li_siyu):
    appointment = move(book("10:00"), "11:00", reason="堵车")
    assert book("10:00", customer_id=li_siyu.pk).pk != appointment.pk
    with pytest.raises(SlotTaken):
        book("11:15", customer_id=li_siyu.pk)
    change = appointment.changes.get()
    assert (change.what, change.reason) == ("moved", "堵车")
    assert change.before["starts_at"].startswith("2027-01-04T02:00")


def test_it_may_overlap_where_it_stood(book, move, monday):
    assert move(book("10:00"), "10:15").starts_at == monday("10:15")


def test_another_doctor_takes_over(book, move, dr_lin):
    assert move(book("10:00"), "10:00", doctor_id=dr_lin.pk).doctor == dr_lin


def test_a_taken_time_leaves_everything_as_it_was(book, move, li_siyu, group):
    book("11:00", customer_id=li_siyu.pk)
    mine = book("10:00")
    before = place(group, mine)
    with pytest.raises(SlotTaken, match="陈静怡") as refusal:
        move(mine, "11:15")
    assert place(group, mine) == before
    assert Change.objects.of(group).count() == 0
    assert [f"{t.hour + 8}:{t.minute:02d}" for t in refusal.value.times] == [
        "10:30", "11:30", "11:45",
    ]  # fmt: skip


def test_off_duty_leaves_everything_as_it_was(book, move, group, dr_lin):
    from hebe.staff.models import Shift  # noqa: PLC0415

    mine = book("10:00")
    before = place(group, mine)
    Shift.objects.of(group).filter(member=dr_lin).delete()
    with pytest.raises(NotOnShift, match="林泽"):
        move(mine, "11:00", doctor_id=dr_lin.pk)
    assert place(group, mine) == before


def test_a_confirmed_time_must_be_confirmed_again(book, move, frontdesk):
    mine = confirm_appointment(frontdesk, appointment_id=book("10:00").pk)
    assert move(mine, "10:00").status == Status.CONFIRMED
    assert move(mine, "11:00").status == Status.BOOKED


def test_who_saw_it_elsewhere_may_not_move_it(book, move, monday, group):
    mine = book("10:00")
    move(mine, "11:00")
    with pytest.raises(MovedMeanwhile):
        move(mine, "12:00", expected_start=monday("10:00"))
    assert place(group, mine)[0] == monday("11:00")


def test_a_cancelled_one_stays_where_it_is(book, move, frontdesk):
    mine = book("10:00")
    cancel_appointment(frontdesk, appointment_id=mine.pk, reason="不来了")
    with pytest.raises(AlreadyClosed):
        move(mine, "11:00")


def test_a_stranger_may_not_move_it(book, move, stranger, group):
    mine = book("10:00")
    before = place(group, mine)
    with pytest.raises(Forbidden):
        move(mine, "11:00", actor=stranger)
    assert place(group, mine) == before


def test_the_rival_does_not_find_it(book, move, rival, group):
    mine = book("10:00")
    with working_for(rival.group_id), pytest.raises(NotFound):
        move(mine, "11:00", actor=rival)
    assert place(group, mine)[2] == Status.BOOKED


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_move_into_the_same_hour(book, group, frontdesk, monday, li_siyu, dr_lin):
    both = [book("10:00"), book("11:00", customer_id=li_siyu.pk)]

    def press(appointment):
        try:
            with working_for(group.pk):
                reschedule_appointment(
                    frontdesk, appointment_id=appointment.pk, starts_at=monday("14:00"),
                    doctor_id=dr_lin.pk,
                )  # fmt: skip
        except SlotTaken:
            return 0
        else:
            return 1
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(press, both)) == 1


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_who_change_places_wait_for_each_other_in_vain(
    book, group, frontdesk, monday, li_siyu, monkeypatch
):
    both = [book("10:00"), book("11:00", customer_id=li_siyu.pk)]
    released, really = Barrier(2), diary.claim

    def claim_once_both_let_go(*args):
        with suppress(BrokenBarrierError):
            released.wait(2)
        really(*args)

    monkeypatch.setattr(diary, "claim", claim_once_both_let_go)
    moves = [(both[0], "11:00"), (both[1], "10:00")]
    met = at_once(
        group,
        [
            lambda a=a, at=at: reschedule_appointment(
                frontdesk, appointment_id=a.pk, starts_at=monday(at)
            )
            for a, at in moves
        ],
    )
    assert SlotTaken in met
    assert set(met) <= {SlotTaken, None}

"""Work outside the roster: by those who may, with a reason that is kept."""

from datetime import date

import pytest

from hebe.architecture.cast import member_of
from hebe.scheduling.errors import NotOnShift
from hebe.scheduling.models import Appointment, Change
from hebe.scheduling.queries import attention
from hebe.scheduling.services import reschedule_appointment
from hebe.staff.models import Member, Shift


@pytest.fixture
def at_home(group, on_duty, dr_chen):
    Shift.objects.of(group).filter(member=dr_chen).delete()


def test_a_manager_books_it_and_says_why(book, manager, group, at_home):
    mine = book("10:00", actor=manager, off_duty_reason=" 专程来加班 ")
    change = Change.objects.of(group).get()
    assert (change.appointment, change.what, change.reason) == (mine, "off_duty", "专程来加班")


def test_without_a_reason_nothing_is_booked(book, manager, group, at_home):
    with pytest.raises(NotOnShift) as no:
        book("10:00", actor=manager, off_duty_reason="  ")
    assert no.value.is_waivable
    assert Appointment.objects.of(group).count() == 0


def test_who_may_not_books_nothing_whatever_she_says(book, group, at_home):
    with pytest.raises(NotOnShift) as no:
        book("10:00", off_duty_reason="专程来加班")
    assert not no.value.is_waivable
    assert Appointment.objects.of(group).count() == 0


def test_nobody_notes_an_override_that_was_not_needed(book, manager, group):
    book("10:00", actor=manager, off_duty_reason="以防万一")
    assert Change.objects.of(group).count() == 0


def test_a_move_outside_the_roster_needs_the_same(book, manager, group, dr_chen, monday):
    mine = book("10:00")
    Shift.objects.of(group).filter(member=dr_chen).delete()
    with pytest.raises(NotOnShift):
        reschedule_appointment(manager, appointment_id=mine.pk, starts_at=monday("11:00"))
    reschedule_appointment(
        manager, appointment_id=mine.pk, starts_at=monday("11:00"), reason="客户改时间",
        off_duty_reason="医生愿意留下",
    )  # fmt: skip
    assert set(Change.objects.of(group).values_list("what", "reason")) == {
        ("moved", "客户改时间"), ("off_duty", "医生愿意留下"),
    }  # fmt: skip


def test_it_is_not_among_those_that_lost_somebody(book, manager, at_home):
    mine = book("10:00", actor=manager, off_duty_reason="专程来加班")
    assert attention(manager, [mine]) == {}


def test_nobody_is_called_in_who_does_not_work_here(book, manager, group, zhou_ke, xuhui):
    Shift.objects.of(group).filter(member=zhou_ke).delete()
    Member.objects.of(group).filter(pk=zhou_ke.pk).update(left_on=date(2027, 1, 3))
    away = member_of(group, xuhui, "何欣", "advisor")
    for member in (zhou_ke, away):
        with pytest.raises(NotOnShift) as no:
            book("10:00", actor=manager, advisor_id=member.pk, off_duty_reason="专程来加班")
        assert not no.value.is_waivable
    assert Appointment.objects.of(group).count() == 0

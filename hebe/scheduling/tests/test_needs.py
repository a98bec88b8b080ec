"""Items that take several people, each for a part of the time."""

from dataclasses import replace

import pytest

from hebe.access.actor import Grant
from hebe.architecture.cast import DOCTOR, customer_of, item_of, member_of
from hebe.architecture.crowd import at_once
from hebe.catalog.services import Need
from hebe.scheduling.errors import ItemChanged, NothingFree, NotNamed, NotOnShift, SlotTaken
from hebe.scheduling.models import Appointment, ResourceClaim
from hebe.scheduling.queries import (
    Wish,
    appointments,
    day_board,
    days_list,
    free_slots,
    get_appointment,
)
from hebe.scheduling.services import (
    book_appointment,
    cancel_appointment,
    reschedule_appointment,
)
from hebe.staff.models import Shift

NURSE = Need("person", "nurse", for_minutes=30)
LATER = Need("person", "doctor", from_minute=30, is_named=True)


@pytest.fixture
def numbed(group, shelf):
    """Numbing by a nurse, then the doctor for half an hour."""
    return item_of(
        group, shelf, "NUM", "童颜针", technique="toxin", duration_minutes=60,
        needs=(NURSE, LATER),
    )  # fmt: skip


@pytest.fixture
def duet(group, shelf):
    """Two doctors at once, the second whoever is free."""
    return item_of(
        group, shelf, "DUO", "双人注射", technique="toxin",
        needs=(DOCTOR, Need("person", "doctor")),
    )  # fmt: skip


@pytest.fixture
def talk(group, shelf):
    """An advisor sits in with the doctor."""
    return item_of(
        group, shelf, "TLK", "轮廓设计", technique="toxin",
        needs=(DOCTOR, Need("person", "advisor")),
    )  # fmt: skip


@pytest.fixture
def times(frontdesk, jingan, monday, on_duty):
    def of(item, **wish):
        found = free_slots(frontdesk, jingan, item, monday("10:00").date(), wish=Wish(**wish))
        return {f"{s.starts_at.hour + 8:02d}:{s.starts_at.minute:02d}" for s in found}

    return of


def who(appointment):
    return [
        (part.taker.name, part.starts_at.strftime("%H:%M"), part.ends_at.strftime("%H:%M"))
        for part in appointment.parts
    ]


def need(item, position):
    return item.needed[position].pk


def test_numbing_takes_the_nurse_first_and_the_doctor_after(
    book, numbed, dr_chen, nurse_fang, li_siyu
):
    mine = book("10:00", item_id=numbed.pk)
    assert who(mine) == [("方晴", "02:00", "02:30"), ("陈静怡", "02:30", "03:00")]
    assert (mine.doctor, mine.advisor) == (dr_chen, None)
    book("10:00", customer_id=li_siyu.pk)  # the doctor is free while somebody is numbed
    with pytest.raises(SlotTaken):
        book("10:45", customer_id=li_siyu.pk)


def test_two_doctors_are_two_people(book, duet, dr_chen, dr_lin, li_siyu):
    mine = book("10:00", item_id=duet.pk)
    assert {part.taker for part in mine.parts} == {dr_chen, dr_lin}
    with pytest.raises(SlotTaken, match="林泽"):
        book("10:00", doctor_id=dr_lin.pk, customer_id=li_siyu.pk)


def test_without_a_second_doctor_there_is_no_time(book, times, duet, dr_lin, group):
    assert "10:00" in times(duet)
    Shift.objects.of(group).filter(member=dr_lin).delete()
    assert times(duet) == set()
    with pytest.raises(NothingFree):
        book("10:00", item_id=duet.pk)
    assert Appointment.objects.of(group).count() == 0


def test_an_advisor_is_found_for_who_names_none(book, talk, zhou_ke):
    mine = book("10:00", item_id=talk.pk)
    assert mine.advisor == zhou_ke
    assert [part.is_named for part in mine.parts] == [True, False]


def test_whom_somebody_names_is_taken_and_nobody_else(
    book, talk, group, jingan, zhou_ke, monday, times
):
    other = member_of(group, jingan, "沈佳", "advisor")
    assert times(talk, chosen={need(talk, 1): [other.pk]}) == set()
    with pytest.raises(NotOnShift, match="沈佳"):
        book("10:00", item_id=talk.pk, chosen={need(talk, 1): [other.pk]})
    mine = book("10:00", item_id=talk.pk, chosen={need(talk, 1): [zhou_ke.pk]})
    assert [part.is_named for part in mine.parts] == [True, True]


def test_the_times_offered_are_those_that_can_be_booked(
    book, times, numbed, nurse_fang, dr_chen, li_siyu, manager, jingan, group
):
    book("10:00", item_id=numbed.pk)
    wish = {"doctor_id": dr_chen.pk}
    assert not times(numbed, **wish) & {"09:45", "10:00", "10:15"}  # nurse or doctor is taken
    assert {"09:30", "10:30", "09:00"} <= times(numbed, **wish)
    book("10:30", item_id=numbed.pk, customer_id=li_siyu.pk)


def test_what_must_be_named_is_asked_for(book, group, shelf):
    asked = item_of(
        group, shelf, "ASK", "指定护士", technique="toxin",
        needs=(DOCTOR, Need("person", "nurse", is_named=True)),
    )  # fmt: skip
    with pytest.raises(NotNamed):
        book("10:00", item_id=asked.pk)


def test_a_form_of_yesterday_is_told_that_the_item_changed(book, talk, zhou_ke, group):
    old = need(talk, 1)
    talk.needs.filter(pk=old).delete()
    with pytest.raises(ItemChanged):
        book("10:00", item_id=talk.pk, chosen={old: [zhou_ke.pk]})
    assert Appointment.objects.of(group).count() == 0


def test_moving_exchanges_only_who_was_found(
    book, talk, frontdesk, monday, group, jingan, zhou_ke, li_siyu
):
    mine = book("10:00", item_id=talk.pk)
    other = member_of(group, jingan, "沈佳", "advisor")
    Shift.objects.of(group).create(
        group_id=group.pk, member=other, store=jingan, day=monday("09:00").date(),
        starts_at=monday("09:00"), ends_at=monday("21:00"),
    )  # fmt: skip
    book("11:00", item_id=talk.pk, customer_id=li_siyu.pk,
         chosen={need(talk, 1): [zhou_ke.pk]}, doctor_id=mine.doctor_id)  # fmt: skip
    moved = reschedule_appointment(frontdesk, appointment_id=mine.pk, starts_at=monday("11:30"))
    assert moved.advisor == zhou_ke, "she is free then"
    with pytest.raises(SlotTaken, match="陈静怡"):
        reschedule_appointment(frontdesk, appointment_id=mine.pk, starts_at=monday("11:00"))


def test_what_was_cancelled_still_says_who_it_was_with(book, duet, frontdesk, group):
    mine = book("10:00", item_id=duet.pk)
    before = who(mine)
    cancel_appointment(frontdesk, appointment_id=mine.pk, reason="不来了")
    kept = get_appointment(frontdesk, mine.pk)
    assert who(kept) == before
    assert not any(part.is_held for part in kept.parts)
    book("10:00", item_id=duet.pk)


def test_each_stands_in_her_column_for_her_own_minutes(
    book, numbed, frontdesk, jingan, monday, nurse_fang, dr_chen
):
    mine = book("10:00", item_id=numbed.pk)
    board = day_board(frontdesk, jingan, monday("10:00").date(), "all")
    blocks = [(b.columns, b.starts_at, b.ends_at) for b in board.entries[0].blocks]
    assert blocks == [
        ((f"member-{nurse_fang.pk}",), monday("10:00"), monday("10:30")),
        ((f"member-{dr_chen.pk}",), monday("10:30"), monday("11:00")),
    ]
    mondays = days_list(frontdesk, jingan, monday("10:00").date(), 1, member_id=nurse_fang.pk)
    assert list(mondays) == [mine]


def test_the_second_doctor_finds_it_among_her_own(book, duet, actor_named, dr_lin):
    mine = book("10:00", item_id=duet.pk)
    own = replace(actor_named("doctor"), grants={"scheduling.view": Grant(own=True)})
    assert list(appointments(own)) == [mine]


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_sixteen_desks_and_one_second_doctor(
    group, frontdesk, jingan, duet, dr_chen, dr_lin, on_duty, monday
):
    guests = [customer_of(group, jingan, f"客{n}", f"1390013{n:04d}") for n in range(16)]

    def book_for(n, guest):
        return lambda: book_appointment(
            frontdesk, store_id=jingan.pk, customer_id=guest.pk, item_id=duet.pk,
            doctor_id=(dr_chen, dr_lin)[n % 2].pk, starts_at=monday("10:00"),
        )  # fmt: skip

    met = at_once(group, [book_for(n, guest) for n, guest in enumerate(guests)])
    assert sum(1 for no in met if no is None) == 1
    assert set(met) <= {None, SlotTaken, NothingFree}
    assert ResourceClaim.objects.of(group).filter(kind=1).count() == 2

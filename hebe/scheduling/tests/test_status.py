"""From booked to done, cancelled or missed."""

from dataclasses import replace

import pytest
import time_machine

from hebe.access.actor import Grant
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.scheduling.choices import Status
from hebe.scheduling.errors import AlreadyClosed, TooEarly
from hebe.scheduling.models import Appointment, ResourceClaim
from hebe.scheduling.services import (
    cancel_appointment,
    confirm_appointment,
    mark_arrived,
    mark_done,
    mark_in_progress,
    mark_no_show,
)
from hebe.tenancy.context import working_for


def status(group, appointment):
    return Appointment.objects.of(group).get(pk=appointment.pk).status


def test_confirmed_is_confirmed_once(book, frontdesk, group):
    mine = book("10:00")
    confirm_appointment(frontdesk, appointment_id=mine.pk)
    with pytest.raises(AlreadyClosed):
        confirm_appointment(frontdesk, appointment_id=mine.pk)
    assert status(group, mine) == Status.CONFIRMED


def test_a_cancelled_booking_gives_its_time_back(book, frontdesk, group):
    mine = book("10:00")
    cancel_appointment(frontdesk, appointment_id=mine.pk, reason="临时加班")
    assert status(group, mine) == Status.CANCELLED
    assert mine.changes.get().reason == "临时加班"
    book("10:00")


def test_cancelling_needs_a_reason(book, frontdesk, group):
    mine = book("10:00")
    with pytest.raises(Invalid):
        cancel_appointment(frontdesk, appointment_id=mine.pk, reason="  ")
    assert status(group, mine) == Status.BOOKED


def test_nobody_stays_away_before_it_begins(book, frontdesk, group):
    mine = book("10:00")
    with pytest.raises(TooEarly):
        mark_no_show(frontdesk, appointment_id=mine.pk)
    assert status(group, mine) == Status.BOOKED
    assert ResourceClaim.objects.of(group).filter(appointment=mine).count() == 2


def test_a_no_show_gives_the_time_back(book, frontdesk, group, monday, li_siyu):
    mine = book("10:00")
    with time_machine.travel(monday("10:05"), tick=False):
        mark_no_show(frontdesk, appointment_id=mine.pk)
        assert book("10:10", customer_id=li_siyu.pk)
    assert status(group, mine) == Status.NO_SHOW


def test_the_way_of_a_visit(book, frontdesk, group):
    mine = book("10:00")
    for act, stands in (
        (mark_arrived, Status.ARRIVED),
        (mark_in_progress, Status.IN_PROGRESS),
        (mark_done, Status.DONE),
    ):
        act(frontdesk, appointment_id=mine.pk)
        assert status(group, mine) == stands
    with pytest.raises(AlreadyClosed):
        cancel_appointment(frontdesk, appointment_id=mine.pk, reason="晚了")


@pytest.mark.parametrize("act", [confirm_appointment, mark_no_show, mark_arrived])
def test_a_stranger_may_not(act, book, stranger, group):
    mine = book("10:00")
    with pytest.raises(Forbidden):
        act(stranger, appointment_id=mine.pk)
    assert status(group, mine) == Status.BOOKED


@pytest.mark.parametrize("act", [confirm_appointment, mark_no_show, mark_arrived])
def test_the_rival_finds_nothing(act, book, rival, group):
    mine = book("10:00")
    with working_for(rival.group_id), pytest.raises(NotFound):
        act(rival, appointment_id=mine.pk)
    assert status(group, mine) == Status.BOOKED


def test_whose_right_reaches_her_own_alone_leaves_the_others_be(book, advisor, group, li_siyu):
    theirs = book("10:00", customer_id=li_siyu.pk)
    reach = Grant(own=True)
    hers = replace(advisor, grants={"scheduling.book": reach, "scheduling.cancel": reach})
    with pytest.raises(NotFound):
        confirm_appointment(hers, appointment_id=theirs.pk)
    with pytest.raises(NotFound):
        cancel_appointment(hers, appointment_id=theirs.pk, reason="x")
    assert status(group, theirs) == Status.BOOKED


def test_whose_right_is_whole_at_one_store_acts_there_on_everybodys(book, consultant, group):
    theirs = book("10:00")
    grants = {"scheduling.book": Grant(None, own=True, whole=frozenset([theirs.store_id]))}
    both = replace(consultant, grants=consultant.grants | grants)
    confirm_appointment(both, appointment_id=theirs.pk)
    assert status(group, theirs) == Status.CONFIRMED

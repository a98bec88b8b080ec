"""A visit counts once per stage, with all the time it spent there."""

from datetime import timedelta

import pytest
import time_machine

from hebe.visits.queries import board, stage_times
from hebe.visits.services import close_visit, move_visit, register_arrival


@pytest.fixture
def watch(monday):
    with time_machine.travel(monday("10:00"), tick=False) as traveller:
        yield traveller


@pytest.fixture
def treated(watch, frontdesk, jingan, qin_lan, nurse_fang):
    """Pay at the till: she waits 3 minutes for the nurse, who then takes an hour."""
    visit = register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)
    move_visit(frontdesk, visit_id=visit.pk, stage="treatment")
    watch.shift(timedelta(minutes=3))
    move_visit(frontdesk, visit_id=visit.pk, stage="treatment", owner_id=nurse_fang.pk)
    watch.shift(timedelta(minutes=60))
    return visit


def test_waiting_for_the_nurse_and_her_work_are_one_treatment(treated, frontdesk, jingan):
    close_visit(frontdesk, visit_id=treated.pk)

    times = stage_times(frontdesk, [jingan.pk], treated.day, treated.day)

    (treatment,) = [time for time in times if time.stage == "treatment"]
    assert (treatment.count, treatment.minutes) == (1, 63.0)


def test_the_clock_on_the_board_goes_on_when_she_is_handed_over(treated, frontdesk, jingan):
    (card,) = [card for lane in board(frontdesk, jingan) for card in lane.cards]

    assert card.minutes == 63

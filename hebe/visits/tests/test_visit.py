"""A visit: arrival, hand-over, departure."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection

from hebe.architecture.cast import member_of
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.scheduling.models import Resource
from hebe.staff.models import Member
from hebe.tenancy.context import working_for
from hebe.visits.errors import AlreadyHere, AlreadyLeft, MovedMeanwhile, SameStage
from hebe.visits.models import StageRun, Visit
from hebe.visits.queries import board, board_version, stage_times
from hebe.visits.services import close_visit, move_visit, register_arrival, set_standards


@pytest.fixture(autouse=True)
def watch(monday):
    with time_machine.travel(monday("10:00"), tick=False) as traveller:
        yield traveller


@pytest.fixture
def arrive(frontdesk, jingan, qin_lan):
    def act(actor=frontdesk, **changes):
        return register_arrival(
            actor, **{"store_id": jingan.pk, "customer_id": qin_lan.pk} | changes
        )

    return act


def test_numbers_run_through_the_day(arrive, li_siyu, qin_lan, jingan, group):
    assert [arrive().number, arrive(customer_id=li_siyu.pk).number] == [1, 2]
    qin_lan.refresh_from_db()
    assert (qin_lan.last_visit_on.isoformat(), qin_lan.stage) == ("2027-01-04", "new")


def test_nobody_arrives_twice(arrive, group):
    arrive()
    with pytest.raises(AlreadyHere):
        arrive()
    assert Visit.objects.of(group).count() == 1


def test_a_hand_over_stops_one_clock_and_starts_another(arrive, frontdesk, zhou_ke, watch):
    visit = arrive()
    watch.shift(timedelta(minutes=12))
    move_visit(frontdesk, visit_id=visit.pk, stage="consult", owner_id=zhou_ke.pk)
    first, second = StageRun.objects.of(frontdesk).order_by("pk")
    assert first.ended_at - first.started_at == timedelta(minutes=12)
    assert (second.stage, second.owner, second.ended_at) == ("consult", zhou_ke, None)


def test_the_consult_stage_may_be_left_out(arrive, frontdesk, jingan):
    jingan.consult_stage = False
    jingan.save()
    assert "consult" not in [lane.stage for lane in board(frontdesk, jingan)]


def test_two_screens_cannot_move_her_to_two_places(arrive, frontdesk):
    visit = arrive()
    move_visit(frontdesk, visit_id=visit.pk, stage="reception", expect="arrived")
    with pytest.raises(MovedMeanwhile):
        move_visit(frontdesk, visit_id=visit.pk, stage="cashier", expect="arrived")
    with pytest.raises(SameStage):
        move_visit(frontdesk, visit_id=visit.pk, stage="reception")


def test_nobody_is_handed_over_to_a_room_of_another_store(arrive, frontdesk, group, xuhui):
    room = Resource.objects.of(group).create(
        group_id=group.pk, store=xuhui, kind="room", type="consult", name="徐汇咨询室"
    )
    visit = arrive()
    with pytest.raises(NotFound):
        move_visit(frontdesk, visit_id=visit.pk, stage="consult", room_id=room.pk)
    visit.refresh_from_db()
    assert visit.stage == "arrived"


def test_after_she_left_nothing_moves(arrive, frontdesk, watch):
    visit = arrive()
    watch.shift(timedelta(minutes=45))
    assert close_visit(frontdesk, visit_id=visit.pk).left_at is not None
    with pytest.raises(AlreadyLeft):
        move_visit(frontdesk, visit_id=visit.pk, stage="cashier")
    with pytest.raises(Invalid):
        move_visit(frontdesk, visit_id=visit.pk, stage="left")
    assert arrive().number == 2


def test_the_board_turns_amber_then_red(arrive, frontdesk, jingan, watch):
    arrive()
    tones = []
    for _ in range(3):
        tones.append(board(frontdesk, jingan)[0].cards[0].tone)
        watch.shift(timedelta(minutes=11))
    assert tones == ["quiet", "wait", "bad"]


def test_the_board_costs_a_constant_number_of_queries(
    arrive, li_siyu, frontdesk, jingan, django_assert_num_queries
):
    arrive()
    with django_assert_num_queries(5):
        board(frontdesk, jingan)
    arrive(customer_id=li_siyu.pk)
    with django_assert_num_queries(5):
        board(frontdesk, jingan)


def test_the_boards_version_changes_with_every_move(arrive, frontdesk, jingan, watch):
    versions = {board_version(frontdesk, jingan)}
    visit = arrive()
    versions.add(board_version(frontdesk, jingan))
    watch.shift(timedelta(seconds=1))
    move_visit(frontdesk, visit_id=visit.pk, stage="reception")
    versions.add(board_version(frontdesk, jingan))
    watch.shift(timedelta(seconds=1))
    close_visit(frontdesk, visit_id=visit.pk)
    versions.add(board_version(frontdesk, jingan))
    assert len(versions) == 4


def test_stage_times_are_averages_against_the_standard(
    arrive, frontdesk, manager, jingan, watch
):
    set_standards(manager, store_id=jingan.pk, minutes={"arrived": 5})
    visit = arrive()
    watch.shift(timedelta(minutes=8))
    close_visit(frontdesk, visit_id=visit.pk)
    (only,) = stage_times(frontdesk, [jingan.pk], visit.day, visit.day)
    assert (only.stage, only.count, only.minutes, only.standard) == ("arrived", 1, 8.0, 5.0)


def test_who_may_not(arrive, stranger, rival, group, xuhui):
    with pytest.raises(Forbidden):
        arrive(actor=stranger)
    with pytest.raises(Forbidden):
        arrive(store_id=xuhui.pk)
    with working_for(rival.group_id), pytest.raises(NotFound):
        arrive(actor=rival)
    assert Visit.objects.of(group).count() == 0


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_desks_register_the_same_guest_once(frontdesk, jingan, qin_lan, group):
    def press(_):
        try:
            with working_for(group.pk):
                register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)
        except AlreadyHere:
            return 0
        else:
            return 1
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(press, range(8))) == 1
    assert Visit.objects.of(group).count() == 1


def test_nobody_is_handed_over_to_who_does_not_work_here(
    arrive, frontdesk, zhou_ke, group, xuhui
):
    visit = arrive()
    away = member_of(group, xuhui, "王若溪", "doctor")
    Member.objects.of(group).filter(pk=zhou_ke.pk).update(left_on=date(2027, 1, 3))
    for owner in (away, zhou_ke):
        with pytest.raises(Invalid) as told:
            move_visit(frontdesk, visit_id=visit.pk, stage="consult", owner_id=owner.pk)
        assert told.value.field == "owner_id"
    visit.refresh_from_db()
    assert visit.stage == "arrived"


def test_a_device_is_no_place_to_be(arrive, frontdesk, jingan, group):
    pico = Resource.objects.of(group).create(
        group_id=group.pk, store=jingan, kind="device", type="pico", name="皮秒 1 号机"
    )
    with pytest.raises(NotFound):
        move_visit(frontdesk, visit_id=arrive().pk, stage="treatment", room_id=pico.pk)

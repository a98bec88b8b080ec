"""What was clicked by mistake is taken back, with everything that followed from it."""

from datetime import timedelta

import pytest
import time_machine

from hebe.access.errors import NotYourStore
from hebe.billing.services import Wanted
from hebe.checkout.services import bill_visit, see_off
from hebe.clinical.services import write_consult_note
from hebe.customers.models import Customer
from hebe.journal.models import Audit
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.scheduling.errors import AlreadyClosed, TooLate
from hebe.scheduling.models import Appointment, ResourceClaim
from hebe.scheduling.queries import attention
from hebe.scheduling.services import (
    book_appointment,
    mark_no_show,
    take_back_no_show,
)
from hebe.staff.models import Shift
from hebe.visits import errors
from hebe.visits.models import StageRun, Visit
from hebe.visits.queries import bookings_of, expected_today
from hebe.visits.services import (
    close_visit,
    join_booking,
    move_visit,
    register_arrival,
    take_back_arrival,
    take_back_leaving,
    take_back_move,
)


@pytest.fixture
def morning(monday):
    with time_machine.travel(monday("10:00"), tick=False) as clock:
        yield clock


@pytest.fixture
def book(morning, group, frontdesk, jingan, qin_lan, dr_chen, nurse_fang, monday):
    """Book her for today, when a doctor and a nurse are on duty."""
    for day in (0, 1):
        for member in (dr_chen, nurse_fang):
            Shift.objects.of(group).create(
                group_id=group.pk, member=member, store=jingan,
                day=monday("09:00").date() + timedelta(days=day),
                starts_at=monday("09:00") + timedelta(days=day),
                ends_at=monday("21:00") + timedelta(days=day),
            )  # fmt: skip

    def act(item, at, **who):
        return book_appointment(
            frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, item_id=item.pk,
            starts_at=monday(at), **who,
        )  # fmt: skip

    return act


@pytest.fixture
def booked(book, botox, dr_chen):
    return book(botox, "10:00", doctor_id=dr_chen.pk)


@pytest.fixture
def later(book, facial):
    return book(facial, "15:00")


@pytest.fixture
def here(frontdesk, jingan, qin_lan, booked):
    return register_arrival(
        frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, appointment_id=booked.pk
    )


def status(booked):
    booked.refresh_from_db()
    return booked.status


def held(group, booked):
    rows = ResourceClaim.objects.of(group).filter(appointment=booked)
    return [row.is_held for row in rows.order_by("pk")]


def test_an_arrival_of_the_wrong_person_leaves_nothing_behind(
    here, frontdesk, booked, qin_lan, group
):
    before = (qin_lan.stage, qin_lan.last_visit_on)
    assert here.is_first
    take_back_arrival(frontdesk, visit_id=here.pk, reason="登记错人")
    she = Customer.objects.of(group).get(pk=qin_lan.pk)
    assert (she.stage, she.last_visit_on) == before
    assert (status(booked), all(held(group, booked))) == ("booked", True)
    assert not Visit.objects.of(group).exists()
    assert not StageRun.objects.of(group).exists()
    row = Audit.objects.of(group).get(act="ArrivalTakenBack")
    assert row.data["after"] == {"reason": "登记错人"}


def test_the_right_person_then_arrives_for_the_first_time(
    here, frontdesk, jingan, qin_lan, booked
):
    take_back_arrival(frontdesk, visit_id=here.pk, reason="登记错人")
    again = register_arrival(
        frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, appointment_id=booked.pk
    )
    assert (again.is_first, again.number) == (True, here.number + 1)


def test_what_stands_on_a_visit_keeps_it(here, frontdesk, zhou_ke, actor_named, booked, group):
    write_consult_note(actor_named("consultant"), visit_id=here.pk, wishes="想淡斑")
    with pytest.raises(errors.StandsOn):
        take_back_arrival(frontdesk, visit_id=here.pk, reason="登记错人")
    assert status(booked) == "arrived"
    assert Visit.objects.of(group).get() == here


def test_a_reason_and_the_same_day_are_asked_for(here, frontdesk, morning):
    with pytest.raises(Invalid):
        take_back_arrival(frontdesk, visit_id=here.pk, reason=" ")
    morning.shift(timedelta(days=1))
    for act in (take_back_arrival, take_back_move, take_back_leaving):
        with pytest.raises(errors.NotOfToday):
            act(frontdesk, visit_id=here.pk, reason="登记错人")


def test_who_may_not_correct_at_the_store_is_refused(here, actor_named, rival):
    with pytest.raises(Forbidden):
        take_back_arrival(actor_named("warehouse"), visit_id=here.pk, reason="x")
    with pytest.raises((NotFound, NotYourStore)):
        take_back_arrival(rival, visit_id=here.pk, reason="x")


def test_a_hand_over_is_taken_back_and_the_clock_runs_on(here, frontdesk, morning):
    began = here.stage_since
    morning.shift(timedelta(minutes=20))
    move_visit(frontdesk, visit_id=here.pk, stage="treatment")
    morning.shift(timedelta(minutes=5))
    back = take_back_move(frontdesk, visit_id=here.pk, reason="点错", expect="treatment")
    assert (back.stage, back.stage_since) == ("arrived", began)
    (run,) = back.runs.all()
    assert run.ended_at is None
    with pytest.raises(errors.MovedMeanwhile):
        take_back_move(frontdesk, visit_id=here.pk, reason="点错", expect="treatment")
    with pytest.raises(errors.AtTheStart):
        take_back_move(frontdesk, visit_id=here.pk, reason="点错")


def test_a_departure_is_taken_back_with_the_time_of_the_booking(
    here, frontdesk, booked, morning, group
):
    morning.shift(timedelta(minutes=10))
    until = [c.span.upper for c in ResourceClaim.objects.of(group).filter(appointment=booked)]
    close_visit(frontdesk, visit_id=here.pk)
    assert status(booked) == "done"
    back = take_back_leaving(frontdesk, visit_id=here.pk, reason="她还在")
    assert (back.left_at, back.stage, status(booked)) == (None, "arrived", "arrived")
    now = [c.span.upper for c in ResourceClaim.objects.of(group).filter(appointment=booked)]
    assert sorted(now) == sorted(until)
    with pytest.raises(errors.NotLeft):
        take_back_leaving(frontdesk, visit_id=here.pk, reason="她还在")


def test_who_has_come_again_meanwhile_stays_with_the_new_visit(
    here, frontdesk, jingan, qin_lan
):
    close_visit(frontdesk, visit_id=here.pk)
    register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)
    with pytest.raises(errors.AlreadyHere):
        take_back_leaving(frontdesk, visit_id=here.pk, reason="她还在")


def test_a_no_show_noted_too_early_comes_after_all(
    booked, frontdesk, manager, jingan, qin_lan, group, morning
):
    morning.shift(timedelta(minutes=1))
    mark_no_show(manager, appointment_id=booked.pk)
    assert not any(held(group, booked))
    assert expected_today(frontdesk, jingan, qin_lan.pk) == [booked]
    register_arrival(
        frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, appointment_id=booked.pk
    )
    assert (status(booked), all(held(group, booked))) == ("arrived", True)


def test_a_no_show_is_taken_back_the_same_day_only(booked, manager, group, morning):
    morning.shift(timedelta(minutes=1))
    with pytest.raises(AlreadyClosed):
        take_back_no_show(manager, appointment_id=booked.pk, reason="早了")
    mark_no_show(manager, appointment_id=booked.pk)
    with pytest.raises(Invalid):
        take_back_no_show(manager, appointment_id=booked.pk, reason="")
    take_back_no_show(manager, appointment_id=booked.pk, reason="早了")
    assert (status(booked), all(held(group, booked))) == ("booked", True)
    mark_no_show(manager, appointment_id=booked.pk)
    morning.shift(timedelta(days=1))
    with pytest.raises(TooLate):
        take_back_no_show(manager, appointment_id=booked.pk, reason="早了")


def test_time_that_was_given_to_others_meanwhile_stays_theirs(
    booked, manager, frontdesk, jingan, li_siyu, botox, dr_chen, group, morning, monday
):
    morning.shift(timedelta(minutes=1))
    mark_no_show(manager, appointment_id=booked.pk)
    other = book_appointment(
        frontdesk, store_id=jingan.pk, customer_id=li_siyu.pk, item_id=botox.pk,
        starts_at=monday("10:15"), doctor_id=dr_chen.pk,
    )  # fmt: skip
    take_back_no_show(manager, appointment_id=booked.pk, reason="早了")
    assert status(booked) == "booked"
    assert False in held(group, booked)
    assert "taken" in {lost.code for lost in attention(manager, [booked])[booked.pk]}
    assert all(held(group, other))


def test_one_visit_holds_all_bookings_of_the_day(
    booked, later, frontdesk, jingan, qin_lan, group
):
    assert expected_today(frontdesk, jingan, qin_lan.pk) == [booked, later]
    visit = register_arrival(
        frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, appointment_id=booked.pk,
        also=[booked.pk, later.pk],
    )  # fmt: skip
    assert bookings_of(frontdesk, visit) == [booked, later]
    assert (status(booked), status(later)) == ("arrived", "arrived")
    assert expected_today(frontdesk, jingan, qin_lan.pk) == []


def test_a_booking_joins_while_she_is_here(here, later, frontdesk):
    join_booking(frontdesk, visit_id=here.pk, appointment_id=later.pk)
    assert status(later) == "arrived"
    with pytest.raises(AlreadyClosed):
        join_booking(frontdesk, visit_id=here.pk, appointment_id=later.pk)


@pytest.mark.parametrize(("keeps", "stands"), [(True, "booked"), (False, "cancelled")])
def test_leaving_early_frees_what_was_not_used_unless_she_comes_back(
    here, later, frontdesk, group, keeps, stands
):
    join_booking(frontdesk, visit_id=here.pk, appointment_id=later.pk)
    see_off(frontdesk, visit_id=here.pk, keep=[later.pk] if keeps else [])
    assert (status(later), any(held(group, later))) == (stands, keeps)
    take_back_leaving(frontdesk, visit_id=here.pk, reason="她还在")
    assert status(later) == ("booked" if keeps else "arrived")


def test_a_booking_of_another_day_does_not_join(
    here, frontdesk, jingan, qin_lan, facial, monday
):
    tomorrow = book_appointment(
        frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk, item_id=facial.pk,
        starts_at=monday("15:00") + timedelta(days=1),
    )  # fmt: skip
    with pytest.raises(errors.NotToday):
        join_booking(frontdesk, visit_id=here.pk, appointment_id=tomorrow.pk)
    assert Appointment.objects.of(frontdesk).get(pk=tomorrow.pk).status == "booked"


def test_an_order_of_the_visit_keeps_it_too(here, frontdesk, actor_named, facial):
    bill_visit(actor_named("cashier"), visit_id=here.pk, lines=[Wanted(item_id=facial.pk)])
    with pytest.raises(errors.StandsOn):
        take_back_arrival(frontdesk, visit_id=here.pk, reason="登记错人")

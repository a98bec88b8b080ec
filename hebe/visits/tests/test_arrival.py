"""Arrivals with an appointment, and with a minor."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection

from hebe.access.actor import Grant
from hebe.architecture.cast import member_of, user_of
from hebe.compliance.errors import RedLine
from hebe.journal.models import Audit
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.scheduling.models import Appointment
from hebe.tenancy.context import working_for
from hebe.visits.errors import AlreadyLeft, NotToday
from hebe.visits.models import Guardian, Visit
from hebe.visits.queries import (
    board,
    get_visit,
    guardian_of,
    in_store,
    usual_next,
    usual_owner_id,
    usual_room_id,
)
from hebe.visits.services import (
    Papers,
    close_visit,
    confirm_guardian,
    move_visit,
    register_arrival,
)

FATHER = Papers("周建国", "father", "11010519491231002X", "household")


@pytest.fixture(autouse=True)
def _ten_oclock(monday):
    with time_machine.travel(monday("10:00"), tick=False):
        yield


@pytest.fixture
def booked(group, jingan, qin_lan, botox, dr_chen, zhou_ke, monday):
    return Appointment.objects.of(group).create(
        group_id=group.pk, store=jingan, customer=qin_lan, item=botox, doctor=dr_chen,
        advisor=zhou_ke, starts_at=monday("10:30"), ends_at=monday("11:00"),
    )  # fmt: skip


@pytest.fixture
def arrive(frontdesk, jingan, qin_lan, booked):
    def act(actor=frontdesk, **changes):
        wanted = {
            "store_id": jingan.pk, "customer_id": qin_lan.pk, "appointment_id": booked.pk,
        }  # fmt: skip
        return register_arrival(actor, **wanted | changes)

    return act


@pytest.fixture
def young(qin_lan, jingan):
    jingan.accepts_minors = True
    jingan.save()
    qin_lan.birthday = date(2012, 1, 1)
    qin_lan.save()
    return qin_lan


def test_the_appointment_says_what_for_and_with_whom(arrive, booked, dr_chen, zhou_ke):
    visit = arrive()
    booked.refresh_from_db()
    assert (visit.purpose, visit.doctor, visit.advisor) == ("肉毒毒素·除皱", dr_chen, zhou_ke)
    assert booked.status == "arrived"


def test_who_has_left_is_not_put_on_her_visit(
    arrive, booked, qin_lan, dr_chen, dr_lin, zhou_ke, monday
):
    qin_lan.advisor, qin_lan.doctor = zhou_ke, dr_lin
    qin_lan.save()
    for member in (zhou_ke, dr_chen):
        member.left_on = monday("10:00").date() - timedelta(days=1)
        member.save()
    visit = arrive()
    assert (visit.advisor, visit.doctor) == (None, dr_lin)


def test_when_she_leaves_the_appointment_is_done(arrive, booked, frontdesk):
    close_visit(frontdesk, visit_id=arrive().pk)
    booked.refresh_from_db()
    assert booked.status == "done"


def test_an_appointment_of_another_day_is_not_for_today(arrive, booked, monday, group):
    with time_machine.travel(monday("10:00").replace(day=5)), pytest.raises(NotToday):
        arrive()
    booked.refresh_from_db()
    assert (booked.status, Visit.objects.of(group).count()) == ("booked", 0)


def test_somebody_elses_appointment_is_not_found(arrive, li_siyu, group):
    with pytest.raises(NotFound):
        arrive(customer_id=li_siyu.pk)
    assert Visit.objects.of(group).count() == 0


def test_a_minor_without_her_guardian_is_refused_with_the_rule(arrive, young, booked, group):
    with pytest.raises(RedLine) as refusal:
        arrive()
    assert "MIN-01" in refusal.value.rule_id
    booked.refresh_from_db()
    assert (booked.status, Visit.objects.of(group).count()) == ("booked", 0)
    assert arrive(guardian=FATHER).guardian_present


def test_the_guardian_may_come_later(arrive, young, frontdesk, stranger, rival):
    visit = arrive(appointment_id=None, purpose="咨询")
    assert not visit.guardian_present
    came = {"visit_id": visit.pk, "guardian": FATHER}
    with pytest.raises(Forbidden):
        confirm_guardian(stranger, **came)
    with working_for(rival.group_id), pytest.raises(NotFound):
        confirm_guardian(rival, **came)
    assert confirm_guardian(frontdesk, **came).guardian_present
    close_visit(frontdesk, visit_id=visit.pk)
    with pytest.raises(AlreadyLeft):
        confirm_guardian(frontdesk, **came)


def test_what_the_guardian_showed_is_kept_sealed_and_the_newer_papers_count(
    arrive, young, frontdesk, group
):
    visit = arrive(guardian=FATHER)
    mother = replace(FATHER, name="林静", relation="mother", identity_no="E12345678")
    confirm_guardian(frontdesk, visit_id=visit.pk, guardian=mother)
    kept = guardian_of(frontdesk, visit)
    assert (kept.name, kept.relation, kept.identity_no) == ("林静", "mother", "E12345678")
    with connection.cursor() as cursor:
        cursor.execute("SELECT identity_no FROM visits_guardian")
        assert "E12345678" not in cursor.fetchone()[0]
    told = Audit.objects.of(group).get(act="GuardianCame").data
    assert told["after"] == {"relation": "mother", "proof": "household"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "), ("relation", "friend"), ("proof", ""), ("identity_no", ""),
        ("identity_no", "110105194912310021"),
    ],
)  # fmt: skip
def test_papers_that_are_not_whole_bring_nobody_in(arrive, young, group, field, value):
    with pytest.raises(Invalid) as wrong:
        arrive(guardian=replace(FATHER, **{field: value}))
    assert wrong.value.field == field
    assert (Visit.objects.of(group).count(), Guardian.objects.of(group).count()) == (0, 0)


def test_the_usual_way_on(arrive, booked, dr_chen, zhou_ke):
    visit = arrive()
    assert usual_next(visit) == "reception"
    assert usual_owner_id(visit, "consult") == zhou_ke.pk
    assert usual_owner_id(visit, "treatment") == dr_chen.pk
    assert (usual_owner_id(visit, "cashier"), usual_room_id(visit, "treatment")) == (None, None)


def test_the_board_says_whose_room_is_still_taken(
    arrive, booked, li_siyu, frontdesk, jingan, group
):
    from hebe.scheduling.models import Resource  # noqa: PLC0415

    room = Resource.objects.of(group).create(
        group_id=group.pk, store=jingan, kind="room", type="laser", name="光电室 1"
    )
    booked.room = room
    booked.save()
    other = arrive(customer_id=li_siyu.pk, appointment_id=None)
    move_visit(frontdesk, visit_id=other.pk, stage="treatment", room_id=room.pk)
    arrive()
    (waiting,) = board(frontdesk, jingan)[0].cards
    assert waiting.taken_room == "光电室 1"


def test_the_board_tells_allergies_to_those_who_may_know(arrive, qin_lan, nurse, jingan):
    qin_lan.allergies = "酒精"
    qin_lan.save()
    arrive()
    (card,) = board(nurse, jingan)[0].cards
    assert [alert.text for alert in card.alerts] == ["酒精"]


def test_who_sees_only_her_own_sees_and_moves_only_those(
    arrive, consultant, zhou_ke, frontdesk, jingan, li_siyu, group
):
    grants = {code: Grant(own=True) for code in ("visits.view", "visits.move")}
    own = replace(consultant, grants=grants)
    mine = arrive()
    other = arrive(customer_id=li_siyu.pk, appointment_id=None)
    assert [card.visit for card in in_store(own, jingan)] == [mine]
    with pytest.raises(NotFound):
        get_visit(own, other.pk)
    with pytest.raises(NotFound):
        move_visit(own, visit_id=other.pk, stage="consult")
    move_visit(frontdesk, visit_id=other.pk, stage="consult", owner_id=zhou_ke.pk)
    assert [card.visit for card in in_store(own, jingan)] == [mine, other]
    assert move_visit(own, visit_id=other.pk, stage="cashier").stage == "cashier"


def test_a_guardian_is_of_age(arrive, young, group):
    child = replace(FATHER, identity_no="110105201201010023")
    with pytest.raises(Invalid) as told:
        arrive(guardian=child)
    assert told.value.field == "identity_no"
    assert Visit.objects.of(group).count() == 0


def test_who_was_handed_her_sees_her_off_with_her_appointment(
    arrive, booked, advisor, frontdesk, jingan, group
):
    shen = member_of(group, jingan, "沈佳", "advisor", user=user_of(group, "advisor", jingan))
    visit = arrive()
    move_visit(frontdesk, visit_id=visit.pk, stage="aftercare", owner_id=shen.pk)
    codes = ("visits.view", "visits.move", "scheduling.view")
    own = replace(advisor, grants=dict.fromkeys(codes, Grant(own=True)))
    close_visit(own, visit_id=visit.pk)
    booked.refresh_from_db()
    assert booked.status == "done"


def test_somebody_elses_customer_is_not_let_in_by_her_key(
    arrive, consultant, zhou_ke, li_siyu, group
):
    codes = ("visits.arrive", "customers.view", "scheduling.view")
    own = replace(consultant, grants=dict.fromkeys(codes, Grant(own=True)))
    with pytest.raises(NotFound):
        arrive(own, customer_id=li_siyu.pk, appointment_id=None)
    assert Visit.objects.of(group).count() == 0
    assert arrive(own).advisor == zhou_ke

"""Treatments: what must be true before they start."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import connection, transaction
from django.db.utils import DatabaseError

from hebe.access.actor import Grant
from hebe.architecture.cast import member_of
from hebe.billing.errors import LineUsedUp, OrderNotPaid
from hebe.billing.services import Wanted, open_order
from hebe.catalog.models import Product
from hebe.clinical import errors
from hebe.clinical.models import Material, Treatment
from hebe.clinical.queries import checks_of, recent_lots, treatments_of_customer
from hebe.clinical.services import (
    Used,
    amend_record,
    finish_treatment,
    sign_record,
    start_treatment,
)
from hebe.compliance.errors import RedLine
from hebe.kernel.errors import Forbidden, Invalid, NotFound, Refused
from hebe.payments.services import take_payment
from hebe.scheduling.choices import Status
from hebe.scheduling.models import Appointment, Resource
from hebe.staff.models import Member
from hebe.tenancy.context import working_for
from hebe.visits.errors import AlreadyLeft
from hebe.visits.models import Visit
from hebe.visits.services import Papers, close_visit, confirm_guardian

FATHER = Papers("周建国", "father", "11010519491231002X", "household")


@pytest.fixture
def start(doctor, visit, dr_lin, paid_line):
    def act(actor=doctor, **changes):
        wanted = {"visit_id": visit.pk, "line_id": paid_line.pk, "performer_id": dr_lin.pk}
        return start_treatment(actor, **wanted | changes)

    return act


@pytest.fixture
def toxin(group):
    return Product.objects.of(group).create(
        group_id=group.pk, code="BTXA", name="注射用A型肉毒毒素 100U", unit="支"
    )


def test_signed_and_paid_she_is_treated(start, signed, paid_line, doctor, toxin):
    treatment = start()
    done = finish_treatment(
        doctor, treatment_id=treatment.pk, parameters="眉间 5 点共 20U",
        materials=[Used(toxin.pk, "C3709", Decimal("0.2"), date(2027, 12, 31))],
    )  # fmt: skip
    paid_line.refresh_from_db()
    assert (done.state, paid_line.executed) == ("done", 1)
    assert Material.objects.of(doctor).get().lot == "C3709"


def test_her_appointment_is_in_progress_from_the_first_treatment_on(
    start, signed, visit, group, jingan, qin_lan, botox, monday
):
    booked = Appointment.objects.of(group).create(
        group_id=group.pk, store=jingan, customer=qin_lan, item=botox, status=Status.ARRIVED,
        starts_at=monday("10:00"), ends_at=monday("10:30"),
    )  # fmt: skip
    Visit.objects.of(group).update(appointment=booked)
    start()
    booked.refresh_from_db()
    assert booked.status == Status.IN_PROGRESS
    assert [change.what for change in booked.changes.all()] == [Status.IN_PROGRESS]


def test_without_a_signed_record_nothing_starts(start, draft, paid_line, group):
    with pytest.raises(errors.RecordNotSigned):
        start()
    paid_line.refresh_from_db()
    assert (Treatment.objects.of(group).count(), paid_line.executed) == (0, 0)


def test_without_payment_nothing_starts(doctor, visit, dr_lin, signed, order, group):
    with pytest.raises(OrderNotPaid):
        start_treatment(
            doctor, visit_id=visit.pk, line_id=order.lines.get().pk, performer_id=dr_lin.pk
        )
    assert Treatment.objects.of(group).count() == 0


def test_what_was_not_planned_is_not_done(
    start, doctor, visit, signed, boss, jingan, qin_lan, laser
):
    other = open_order(
        boss, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(item_id=laser.pk)]
    )
    take_payment(boss, order_id=other.pk, tenders=[("cash", other.total_fen, "")])
    with pytest.raises(errors.NotPlanned):
        start(line_id=other.lines.get().pk)


def test_a_nurse_does_not_inject(start, signed, nurse_fang, group):
    with pytest.raises(Refused) as refusal:
        start(performer_id=nurse_fang.pk)
    assert "PRC-06" in getattr(refusal.value, "rule_id", "")
    assert Treatment.objects.of(group).count() == 0


def test_one_session_is_one_session(start, signed, doctor, toxin):
    used = [Used(toxin.pk, "C3709", Decimal("0.2"))]
    finish_treatment(doctor, treatment_id=start().pk, materials=used)
    with pytest.raises(LineUsedUp):
        start()


def test_the_same_line_is_not_started_twice(start, signed):
    start()
    with pytest.raises((errors.StillTreating, LineUsedUp)):
        start()


def test_an_injection_is_not_finished_without_its_lot(start, signed, doctor, group):
    treatment = start()
    with pytest.raises(RedLine) as told:
        finish_treatment(doctor, treatment_id=treatment.pk, parameters="20U")
    assert told.value.rule_id == "EMR-16"
    treatment.refresh_from_db()
    assert (treatment.state, treatment.parameters) == ("running", "")


def test_past_treatments_are_at_hand_for_who_may_see_her(
    start, signed, qin_lan, frontdesk, stranger, rival
):
    treatment = start()
    assert treatments_of_customer(frontdesk, qin_lan.pk) == [treatment]
    with pytest.raises(Forbidden):
        treatments_of_customer(stranger, qin_lan.pk)
    with working_for(rival.group_id), pytest.raises(NotFound):
        treatments_of_customer(rival, qin_lan.pk)


def test_lots_used_lately_are_offered_again_until_they_expire(
    start, signed, doctor, toxin, jingan, nurse, rival
):
    used = [
        Used(toxin.pk, "C3709", Decimal(1), date(2027, 1, 31)),
        Used(toxin.pk, "C3709", Decimal(1), date(2027, 1, 31)),
        Used(toxin.pk, "OPEN", Decimal(1)),
    ]
    finish_treatment(doctor, treatment_id=start().pk, materials=used)
    lots = [(lot.product_id, lot.lot) for lot in recent_lots(nurse, jingan.pk)]
    assert sorted(lots) == [(toxin.pk, "C3709"), (toxin.pk, "OPEN")]
    with time_machine.travel(datetime(2027, 2, 1, 10, tzinfo=UTC)):
        assert [lot.lot for lot in recent_lots(nurse, jingan.pk)] == ["OPEN"]
    with working_for(rival.group_id):
        assert recent_lots(rival, jingan.pk) == []


def test_expired_lots_are_refused(start, signed, doctor, toxin, group):
    treatment = start()
    with pytest.raises(errors.LotExpired):
        finish_treatment(
            doctor, treatment_id=treatment.pk,
            materials=[Used(toxin.pk, "OLD", Decimal(1), date(2026, 1, 1))],
        )  # fmt: skip
    assert Material.objects.of(group).count() == 0
    treatment.refresh_from_db()
    assert treatment.state == "running"


def test_a_minor_without_guardian_is_not_treated(start, signed, qin_lan, group):
    qin_lan.birthday = date(2012, 1, 1)
    qin_lan.save()
    with pytest.raises(Refused) as refusal:
        start()
    assert "MIN-01" in refusal.value.rule_id
    assert Treatment.objects.of(group).count() == 0


def test_who_may_not(start, signed, frontdesk, rival, group):
    with pytest.raises(Forbidden):
        start(actor=frontdesk)
    with working_for(rival.group_id), pytest.raises((NotFound, Forbidden)):
        start(actor=rival)
    assert Treatment.objects.of(group).count() == 0


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_rooms_cannot_start_one_session(start, signed, group):
    def press(_):
        try:
            with working_for(group.pk):
                start()
        except Refused:
            return 0
        else:
            return 1
        finally:
            connection.close()

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(press, range(6))) == 1
    assert Treatment.objects.of(group).count() == 1


def test_the_checks_say_beforehand_what_the_act_would_refuse(
    doctor, visit, paid_line, dr_lin, nurse_fang, draft
):
    def verdicts(performer):
        found = checks_of(doctor, visit, line_id=paid_line.pk, performer_id=performer.pk)
        return {check.rule_id or str(check.title): check.state for check in found}

    before = verdicts(nurse_fang)
    assert (before["PRC-06"], before["PRC-09"]) == ("stop", "stop")
    assert list(before.values())[-1] == "pass"
    sign_record(doctor, record_id=draft.pk)
    assert set(verdicts(dr_lin).values()) == {"pass"}


def test_checks_are_for_those_who_treat(frontdesk, rival, visit, paid_line, dr_lin):
    with pytest.raises(Forbidden):
        checks_of(frontdesk, visit, line_id=paid_line.pk, performer_id=dr_lin.pk)
    with working_for(rival.group_id), pytest.raises((NotFound, Forbidden)):
        checks_of(rival, visit, line_id=paid_line.pk, performer_id=dr_lin.pk)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE clinical_treatment SET reaction = parameters",
        "UPDATE clinical_treatment SET performer_id = performer_id + 1",
        "DELETE FROM clinical_treatment", "UPDATE clinical_material SET lot = 'x'",
        "DELETE FROM clinical_material",
    ],
)  # fmt: skip
def test_the_database_keeps_what_was_done(start, signed, doctor, toxin, change):
    finish_treatment(
        doctor, treatment_id=start().pk, parameters="20U",
        materials=[Used(toxin.pk, "C3709", Decimal(1))],
    )  # fmt: skip
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_nobody_is_treated_in_a_visit_that_is_over(start, signed, frontdesk, visit, group):
    close_visit(frontdesk, visit_id=visit.pk)
    with pytest.raises(AlreadyLeft):
        start()
    assert Treatment.objects.of(group).count() == 0


def test_who_has_left_the_house_treats_nobody(start, signed, dr_lin, group):
    Member.objects.of(group).filter(pk=dr_lin.pk).update(left_on=date(2027, 1, 3))
    with pytest.raises(RedLine) as red_line:
        start()
    assert red_line.value.rule_id == "PRC-01"
    assert Treatment.objects.of(group).count() == 0


def test_who_has_left_the_house_stands_behind_nobody(start, signed, dr_chen, group, jingan):
    wang = member_of(group, jingan, "王若溪", "doctor", licence="physician")
    Member.objects.of(group).filter(pk=dr_chen.pk).update(left_on=date(2027, 1, 3))
    with pytest.raises(RedLine) as red_line:
        start(performer_id=wang.pk, supervisor_id=dr_chen.pk)
    assert red_line.value.rule_id == "PRC-03"
    assert Treatment.objects.of(group).count() == 0


def test_a_guardian_of_yesterday_is_not_here_today(
    start, signed, visit, qin_lan, jingan, frontdesk, monday
):
    jingan.accepts_minors = True
    jingan.save()
    qin_lan.birthday = date(2012, 1, 1)
    qin_lan.save()
    with time_machine.travel(monday("20:00") - timedelta(days=1), tick=False):
        confirm_guardian(frontdesk, visit_id=visit.pk, guardian=FATHER)
    with pytest.raises(RedLine) as red_line:
        start()
    assert red_line.value.rule_id == "MIN-01"
    confirm_guardian(frontdesk, visit_id=visit.pk, guardian=FATHER)
    assert start().state == "running"


def test_an_amendment_examines_nobody_anew(start, signed, doctor, visit, group):
    Visit.objects.of(group).update(day=visit.day - timedelta(days=31))
    amend_record(doctor, record_id=signed.pk, parts={"history": "更正"}, reason="录入有误")
    with pytest.raises(RedLine) as red_line:
        start()
    assert red_line.value.rule_id == "PRC-09"


@pytest.fixture
def care(boss, jingan, qin_lan, facial):
    """A paid item that no law asks a doctor for."""
    order = open_order(
        boss, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(item_id=facial.pk)]
    )
    take_payment(boss, order_id=order.pk, tenders=[("cash", order.total_fen, "")])
    return order.lines.get()


def test_whoever_carries_it_out_works_here(start, care, zhou_ke, group, xuhui):
    away = member_of(group, xuhui, "何沐", "advisor")
    Member.objects.of(group).filter(pk=zhou_ke.pk).update(left_on=date(2027, 1, 3))
    for nobody in (away, zhou_ke):
        with pytest.raises(Invalid):
            start(line_id=care.pk, performer_id=nobody.pk)
    care.refresh_from_db()
    assert (Treatment.objects.of(group).count(), care.executed) == (0, 0)


def test_nobody_is_written_down_who_does_not_stand_behind_it(start, care, dr_chen):
    assert start(line_id=care.pk, supervisor_id=dr_chen.pk).supervisor is None


def test_less_than_can_be_written_down_is_not_used(start, signed, doctor, toxin, group):
    treatment = start()
    for little in ("0.001", "0.204", "NaN"):
        with pytest.raises(Invalid):
            finish_treatment(
                doctor, treatment_id=treatment.pk,
                materials=[Used(toxin.pk, "C3709", Decimal(little))],
            )  # fmt: skip
    assert Material.objects.of(group).count() == 0


def test_a_lot_that_is_known_to_have_expired_is_refused_without_its_date(
    start, signed, doctor, toxin, group, paid_line
):
    treatment = start()
    done = Treatment.objects.of(group).get(pk=treatment.pk)
    Material.objects.of(group).create(
        group_id=group.pk, treatment=done, product=toxin, lot="C3709", quantity=1,
        expires_on=date(2027, 1, 3),
    )  # fmt: skip
    with pytest.raises(errors.LotExpired):
        finish_treatment(
            doctor, treatment_id=treatment.pk,
            materials=[Used(toxin.pk, "C3709", Decimal(1))],
        )  # fmt: skip


def test_a_device_is_no_room(start, signed, jingan, group):
    pico = Resource.objects.of(group).create(
        group_id=group.pk, store=jingan, kind="device", type="pico", name="皮秒 1 号机"
    )
    with pytest.raises(NotFound):
        start(room_id=pico.pk)
    assert start(device_id=pico.pk).device == pico


def test_whose_right_reaches_her_own_alone_finishes_no_others(start, signed, nurse, group):
    treatment = start()
    own = replace(nurse, grants={"clinical.treat": Grant(own=True)})
    with pytest.raises(NotFound):
        finish_treatment(own, treatment_id=treatment.pk)
    treatment.refresh_from_db()
    assert treatment.state == "running"

"""PRC-03: a lead doctor who is there stands behind whoever is none herself."""

from datetime import date, time, timedelta

import pytest
import time_machine

from hebe.architecture.cast import member_of
from hebe.billing.services import Wanted, open_order
from hebe.clinical.models import Treatment
from hebe.clinical.queries import checks_of
from hebe.clinical.services import save_record, sign_record, start_treatment
from hebe.clinical.tests.conftest import PARTS
from hebe.compliance.errors import RedLine
from hebe.kernel import clock
from hebe.payments.services import take_payment
from hebe.staff.models import Certificate, Shift

DAY = date(2027, 1, 4)


@pytest.fixture
def roster(group, jingan):
    """Put somebody on duty from nine to half past six."""

    def act(member, store=jingan, starts=time(9), ends=time(18, 30)):
        return Shift.objects.of(group).create(
            group_id=group.pk, member=member, store=store, day=DAY,
            starts_at=clock.at(DAY, starts, store.timezone),
            ends_at=clock.at(DAY, ends, store.timezone),
        )  # fmt: skip

    return act


@pytest.fixture
def wang(group, jingan):
    """A physician who is not filed as lead doctor."""
    return member_of(group, jingan, "王若溪", "doctor", licence="physician")


@pytest.fixture
def start(doctor, visit, signed, paid_line, wang):
    def act(**changes):
        wanted = {"visit_id": visit.pk, "line_id": paid_line.pk, "performer_id": wang.pk}
        return start_treatment(doctor, **wanted | changes)

    return act


def refused(act, **changes):
    with pytest.raises(RedLine) as told:
        act(**changes)
    assert told.value.rule_ids == ["PRC-03"]
    return str(told.value.advice)


def test_a_named_lead_doctor_on_duty_stands_behind_it(start, roster, dr_chen):
    roster(dr_chen)
    assert start(supervisor_id=dr_chen.pk).supervisor == dr_chen


def test_unnamed_nobody_stands_behind_it_and_those_on_duty_are_said(
    start, roster, dr_chen, dr_lin, group, paid_line
):
    roster(dr_chen)
    assert "陈静怡" in refused(start)
    assert "林泽" not in refused(start)
    paid_line.refresh_from_db()
    assert (Treatment.objects.of(group).count(), paid_line.executed) == (0, 0)


@pytest.mark.parametrize(("hour", "stands"), [(8, False), (9, True), (18, True), (19, False)])
def test_a_lead_doctor_stands_behind_it_from_the_first_to_the_last_minute_of_her_shift(
    start, roster, dr_chen, monday, hour, stands
):
    roster(dr_chen)
    with time_machine.travel(monday(f"{hour:02}:00"), tick=False):
        if stands:
            assert start(supervisor_id=dr_chen.pk).supervisor == dr_chen
        else:
            assert "排班" in refused(start, supervisor_id=dr_chen.pk)


def test_duty_at_another_store_is_no_duty_here(start, roster, dr_chen, xuhui):
    roster(dr_chen, store=xuhui)
    refused(start, supervisor_id=dr_chen.pk)


def test_a_lead_doctor_of_another_department_stands_behind_nothing(
    start, roster, group, jingan, dr_chen
):
    surgeon = member_of(
        group, jingan, "贺川", "doctor", licence="lead_doctor", department="surgery"
    )
    roster(surgeon)
    roster(dr_chen)
    assert "贺川" not in refused(start, supervisor_id=surgeon.pk)


def test_a_filing_that_has_lapsed_stands_behind_nothing(start, roster, dr_chen):
    roster(dr_chen)
    Certificate.objects.of(dr_chen).filter(member=dr_chen).update(
        valid_to=DAY - timedelta(days=1)
    )
    refused(start, supervisor_id=dr_chen.pk)


def test_nobody_stands_behind_herself(start, roster, wang, dr_chen):
    roster(wang)
    roster(dr_chen)
    refused(start, supervisor_id=wang.pk)


def test_a_lead_doctor_needs_nobody_behind_her(start, dr_lin):
    assert start(performer_id=dr_lin.pk).supervisor is None


def test_a_nurse_needs_one_too(
    boss, doctor, jingan, qin_lan, visit, laser, nurse_fang, dr_chen, roster, draft, group
):

    plan = [{"item_id": laser.pk, "quantity": 1}]
    save_record(doctor, visit_id=visit.pk, parts=PARTS, plan=plan)
    sign_record(doctor, record_id=draft.pk)
    order = open_order(
        boss, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(item_id=laser.pk)]
    )
    take_payment(boss, order_id=order.pk, tenders=[("cash", order.total_fen, "")])
    roster(dr_chen)
    wanted = {
        "visit_id": visit.pk, "line_id": order.lines.get().pk, "performer_id": nurse_fang.pk,
    }  # fmt: skip
    refused(lambda: start_treatment(doctor, **wanted))
    assert start_treatment(doctor, **wanted, supervisor_id=dr_chen.pk).supervisor == dr_chen


def test_the_checks_say_beforehand_who_could_be_named(
    doctor, visit, signed, paid_line, wang, roster, dr_chen
):
    roster(dr_chen)

    def verdict(**named):
        found = checks_of(doctor, visit, line_id=paid_line.pk, performer_id=wang.pk, **named)
        return next(check for check in found if check.rule_id == "PRC-03")

    assert (verdict().state, "陈静怡" in str(verdict().text)) == ("stop", True)
    assert verdict(supervisor_id=dr_chen.pk).state == "pass"

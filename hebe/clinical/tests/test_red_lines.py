"""Rules of the treatment that need facts from several apps: PRC-07, RX-02, EMR-09."""

from datetime import date, timedelta

import pytest
import time_machine

from hebe.billing.services import Wanted, open_order
from hebe.clinical.models import Treatment
from hebe.clinical.queries import checks_of
from hebe.clinical.services import (
    amend_record,
    finish_treatment,
    save_record,
    sign_record,
    start_treatment,
)
from hebe.clinical.tests.conftest import PARTS
from hebe.compliance.errors import RedLine, RedLineWarning
from hebe.compliance.events import DeadlineSet
from hebe.compliance.models import Finding
from hebe.compliance.services import set_rule_parameter
from hebe.journal.models import Outbox
from hebe.kernel import clock
from hebe.payments.services import take_payment
from hebe.staff.models import Certificate, Shift
from hebe.todos.handlers import give_work
from hebe.todos.models import Todo
from hebe.visits.models import Visit


@pytest.fixture
def paid(boss, jingan, qin_lan):
    """Sell her an item and take the money; return its line."""

    def act(item):
        order = open_order(
            boss, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(item_id=item.pk)]
        )
        take_payment(boss, order_id=order.pk, tenders=[("cash", order.total_fen, "")])
        return order.lines.get()

    return act


@pytest.fixture
def begin(doctor, dr_lin, visit, paid):
    """Sign a plan that holds an item, and start it."""

    def act(item, performer=dr_lin, **more):
        plan = [{"item_id": item.pk}]
        sign_record(
            doctor,
            record_id=save_record(doctor, visit_id=visit.pk, parts=PARTS, plan=plan).pk,
        )
        return start_treatment(
            doctor, visit_id=visit.pk, line_id=paid(item).pk, performer_id=performer.pk, **more
        )

    return act


@pytest.fixture
def file_as(group):
    """File 林泽 anew: as a lead doctor of another department, or as none."""

    def act(member, department):
        papers = Certificate.objects.of(group).filter(member=member)
        papers.update(department=department)

    return act


@pytest.fixture
def chen_on_duty(group, jingan, dr_chen, monday):
    return Shift.objects.of(group).create(
        group_id=group.pk, member=dr_chen, store=jingan, day=date(2027, 1, 4),
        starts_at=monday("09:00"), ends_at=monday("18:30"),
    )  # fmt: skip


@pytest.fixture
def had_toxin(group, jingan, qin_lan, dr_lin, visit, botox, paid):
    """Let her have had botulinum toxin some days ago."""

    def act(days):
        earlier = Visit.objects.of(group).create(
            group_id=group.pk, store=jingan, day=date(2027, 1, 4) - timedelta(days=days),
            number=9, customer=qin_lan, stage="left", stage_since=clock.now(),
            arrived_at=clock.now(), left_at=clock.now(),
        )  # fmt: skip
        return Treatment.objects.of(group).create(
            group_id=group.pk, visit=earlier, store=jingan, customer=qin_lan, item=botox,
            line=paid(botox), performer=dr_lin, state="done", started_at=clock.now(),
            day=earlier.day,
        )  # fmt: skip

    return act


def test_a_nurse_works_to_a_lead_doctors_signed_order(
    begin, nurse_fang, dr_chen, chen_on_duty, laser
):
    begun = begin(laser, performer=nurse_fang, supervisor_id=dr_chen.pk)
    assert begun.performer == nurse_fang


def test_what_another_departments_doctor_ordered_is_not_the_nurses(
    begin, nurse_fang, dr_chen, chen_on_duty, laser, file_as, dr_lin, group
):
    file_as(dr_lin, "surgery")
    with pytest.raises(RedLine) as told:
        begin(laser, performer=nurse_fang, supervisor_id=dr_chen.pk)
    assert told.value.rule_ids == ["PRC-07"]
    assert told.value.breaches[0].facts["ordering_departments"] == ["surgery"]
    assert not Treatment.objects.of(group).exists()


def test_toxin_again_too_soon_needs_the_doctors_reason(begin, botox, had_toxin, group):
    had_toxin(days=83)
    with pytest.raises(RedLineWarning, match="84") as told:
        begin(botox)
    assert told.value.rule_ids == ["RX-02"]
    assert not Finding.objects.of(group).exists()


def test_the_reason_is_kept_with_what_the_rule_saw(begin, botox, had_toxin, group):
    had_toxin(days=83)
    begin(botox, reason="首次剂量不足，医生评估后补打")
    kept = Finding.objects.of(group).get()
    assert (kept.rule, kept.outcome, kept.version) == ("RX-02", "warn", 1)
    assert kept.facts == {
        "technique": "toxin",
        "last_toxin_on": "2026-10-13",
        "on": "2027-01-04",
    }
    assert kept.parameters == {"toxin_days": 84}


def test_after_the_days_of_the_store_she_may_have_it_again(
    begin, botox, had_toxin, director, jingan
):
    had_toxin(days=84)
    set_rule_parameter(director, rule="RX-02", name="toxin_days", value=120, store_id=jingan.pk)
    with pytest.raises(RedLineWarning, match="120"):
        begin(botox)


def test_twelve_weeks_are_enough_by_the_label(begin, botox, had_toxin):
    had_toxin(days=84)
    assert begin(botox).state == "running"


def test_readiness_shows_that_it_is_too_soon(
    doctor, visit, dr_lin, begin, botox, had_toxin, paid
):
    had_toxin(days=10)
    begun = begin(botox, reason="补打")
    found = checks_of(doctor, visit, line_id=begun.line_id, performer_id=dr_lin.pk)
    checks = {check.rule_id: check.state for check in found}
    assert checks["RX-02"] == "warn"


@pytest.fixture
def operate(begin, doctor, surgery_item, file_as, dr_lin):
    def act():
        file_as(dr_lin, "surgery")
        return begin(surgery_item)

    return act


def told_of(group):
    return [DeadlineSet.load(row.payload) for row in Outbox.objects.of(group).filter(
        name="DeadlineSet")]  # fmt: skip


def test_an_operation_without_its_record_becomes_the_operators_work(
    operate, doctor, boss, group, jingan, qin_lan, dr_lin
):
    finish_treatment(doctor, treatment_id=operate().pk)
    kept = Finding.objects.of(group).get()
    assert (kept.rule, kept.outcome) == ("EMR-09", "record")
    (told,) = told_of(group)
    assert told.due_at == kept.at + timedelta(hours=24)
    for _twice in range(2):
        give_work(boss, told)
    todo = Todo.objects.of(group).get()
    assert (todo.owner, todo.customer, todo.store) == (dr_lin, qin_lan, jingan)
    assert todo.due_at == told.due_at


def test_a_store_may_ask_for_the_record_sooner(operate, doctor, director, group):
    set_rule_parameter(director, rule="EMR-09", name="record_hours", value=6)
    finish_treatment(doctor, treatment_id=operate().pk)
    assert told_of(group)[0].due_at == clock.now() + timedelta(hours=6)


def test_who_cannot_take_work_leaves_it_to_the_store(operate, doctor, boss, group, dr_lin):
    finish_treatment(doctor, treatment_id=operate().pk)
    dr_lin.left_on = date(2027, 1, 3)
    dr_lin.save()
    give_work(boss, told_of(group)[0])
    assert Todo.objects.of(group).get().owner is None


def test_a_record_signed_after_the_operation_sets_no_deadline(operate, doctor, group, monday):
    operation = operate()
    with time_machine.travel(monday("11:00"), tick=False):
        said = {"parts": {"findings": "术中出血少"}, "reason": "手术记录"}
        amend_record(doctor, record_id=operation.record_id, **said)
        finish_treatment(doctor, treatment_id=operation.pk)
    assert told_of(group) == []
    assert not Finding.objects.of(group).exists()

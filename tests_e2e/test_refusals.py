"""What a person meets when the rules say no: why, what next, and her typing still there."""

from datetime import date

import pytest

from hebe.billing.services import Wanted, open_order
from hebe.clinical.models import RecordVersion, Treatment
from hebe.clinical.services import save_record, sign_record
from hebe.customers.models import Customer, ImportDraft
from hebe.payments.models import Tender
from hebe.payments.services import take_payment
from hebe.scheduling.models import Appointment
from hebe.scheduling.services import book_appointment
from hebe.visits.models import Guardian
from hebe.visits.services import register_arrival
from tests_e2e.person import EVERY_SIZE

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
PARTS = {
    "complaint": "眉间动态纹", "findings": "皱眉肌收缩明显", "diagnosis": "眉间纹",
    "advice": "注射 20U",
}  # fmt: skip


@pytest.fixture
def visit(frontdesk, clinic, jingan, qin_lan):
    return register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)


@pytest.fixture
def order(boss, jingan, qin_lan, botox, visit):
    return open_order(
        boss, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)]
    )


@pytest.fixture
def a_child(qin_lan, jingan):
    jingan.accepts_minors = True
    jingan.save()
    Customer.objects.of(qin_lan).filter(pk=qin_lan.pk).update(birthday=date(2012, 1, 1))
    return qin_lan


@pytest.mark.parametrize("size", EVERY_SIZE)
def test_a_time_taken_while_she_chose_offers_the_next_and_keeps_the_note(
    people, clinic, frontdesk, jingan, qin_lan, li_siyu, botox, dr_lin, monday
):
    desk = people("frontdesk")
    desk.goes(f"/customers/{qin_lan.pk}/")
    desk.press("main a[href*='/calendar/book/?customer=']")
    desk.chooses("item", "肉毒毒素")
    desk.sees("[name=doctor]")
    desk.chooses("doctor", "林泽")
    desk.page.wait_for_load_state("networkidle")
    desk.press(".sc-slots label", has_text="15:00")
    desk.types(note="需要停车位")
    book_appointment(
        frontdesk, store_id=jingan.pk, customer_id=li_siyu.pk, item_id=botox.pk,
        doctor_id=dr_lin.pk, starts_at=monday("15:00"),
    )  # fmt: skip
    desk.press("#drawer footer button.btn-primary")
    desk.reads("林泽这个时间已被占用", "#drawer")
    desk.reads("附近有空", "#drawer")
    assert desk.sees("[name=note]").input_value() == "需要停车位"
    assert Appointment.objects.of(clinic).count() == 1
    desk.press(".sc-slots label", has_text="16:00")
    desk.press("#drawer footer button.btn-primary")
    desk.is_told("秦兰")
    assert Appointment.objects.of(clinic).get(customer=qin_lan).note == "需要停车位"


@pytest.mark.parametrize("size", EVERY_SIZE)
def test_a_minor_comes_in_with_her_guardians_papers_and_not_without(
    people, clinic, a_child, frontdesk, jingan, botox, dr_lin, monday
):
    booked = book_appointment(
        frontdesk, store_id=jingan.pk, customer_id=a_child.pk, item_id=botox.pk,
        doctor_id=dr_lin.pk, starts_at=monday("10:00"), guardian_present=True,
    )  # fmt: skip
    desk = people("frontdesk")
    desk.goes("/")
    desk.press(f"main a[href='/visits/arrive/?appointment={booked.pk}']")
    desk.press("#drawer footer button.btn-primary")
    desk.reads("MIN-01", "#drawer")
    desk.press("#drawer [name=guardian_present]")
    desk.types(name="秦建国", identity_no="110105194912310021")
    desk.chooses("relation", "父亲")
    desk.chooses("proof", "户口簿")
    desk.press("#drawer footer button.btn-primary")
    desk.reads("身份证最后一位会校验", "#drawer")
    assert desk.sees("[name=name]").input_value() == "秦建国"
    desk.types(identity_no="11010519491231002X")
    desk.press("#drawer footer button.btn-primary")
    desk.page.wait_for_url("**/board/**")
    assert Guardian.objects.of(clinic).get().relation == "father"


def test_a_minor_does_not_pay_alone_and_the_reference_stays(people, clinic, a_child, order):
    cashier = people("cashier")
    cashier.goes(f"/orders/{order.pk}/")
    cashier.sees("[data-tender=wechat] [name=reference]").fill("WX-4200")
    cashier.press("button.till-go")
    cashier.reads("请监护人到场同意并付款")
    kept = cashier.sees("[data-tender=wechat] [name=reference]")
    assert (kept.input_value(), Tender.objects.of(clinic).count()) == ("WX-4200", 0)
    cashier.press("[name=guardian]")
    cashier.press("button.till-go")
    cashier.reads("已付清")
    assert Tender.objects.of(clinic).get().reference == "WX-4200"


def test_a_record_signed_in_another_tab_is_amended_with_what_was_typed(
    people, clinic, doctor, visit, botox
):
    plan = [{"item_id": botox.pk, "quantity": 1}]
    record = save_record(doctor, visit_id=visit.pk, parts=PARTS, plan=plan)
    she = people("doctor")
    she.goes(f"/visits/{visit.pk}/record/")
    sign_record(doctor, record_id=record.pk)
    she.types(advice="注射 15U")
    she.press("button[name=keep]")
    she.reads("病历已经签名，不能再改")
    assert she.sees("[name=advice]").input_value() == "注射 15U"
    she.types(reason="剂量录错")
    she.press(".c-signbar button.btn-primary")
    she.reads("注射 15U")
    assert RecordVersion.objects.of(clinic).count() == 2


def test_no_treatment_starts_before_the_record_is_signed(
    people, clinic, boss, doctor, visit, order, botox
):
    take_payment(boss, order_id=order.pk, tenders=[("cash", order.total_fen, "")])
    plan = [{"item_id": botox.pk, "quantity": 1}]
    record = save_record(doctor, visit_id=visit.pk, parts=PARTS, plan=plan)
    she = people("doctor")
    she.goes(f"/visits/{visit.pk}/treat/")
    she.press("button.btn-lg", has_text="开始")
    she.reads("请先由医生签名")
    assert Treatment.objects.of(clinic).count() == 0
    sign_record(doctor, record_id=record.pk)
    she.press("button.btn-lg", has_text="开始")
    she.sees("[data-timer]")
    assert Treatment.objects.of(clinic).count() == 1


def test_a_program_dressed_as_a_workbook_is_not_taken_in(people, clinic):
    manager = people("manager")
    manager.goes("/import/")
    disguised = {"name": "old.xlsx", "mimeType": "application/zip", "buffer": b"MZ" + bytes(99)}
    manager.page.set_input_files("[name=file]", disguised)
    manager.press(".im-drop button.btn-primary")
    manager.sees(".im-drop .h-error")
    assert ImportDraft.objects.of(clinic).count() == 0

"""What must be refused, on screens: the reason, the way on, what was typed, nothing changed."""

import re
from datetime import date, datetime
from html import unescape

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hebe.api.tests.conftest import PARTS
from hebe.architecture.cast import CARER, allow, item_of
from hebe.billing.models import Order
from hebe.billing.services import Wanted, open_order
from hebe.clinical.models import Record, RecordVersion, Treatment
from hebe.clinical.services import save_record, sign_record
from hebe.customers.models import Customer, ImportDraft
from hebe.payments.models import Tender
from hebe.payments.services import take_payment
from hebe.scheduling.models import Appointment
from hebe.tenancy.context import working_for
from hebe.visits.models import Visit
from hebe.visits.services import register_arrival

pytestmark = pytest.mark.django_db
DRAWER = {"HX-Request": "true"}


def says(reply, status, *words):
    """Check an answer's status and that its page holds these words; return the page."""
    page = unescape(reply.content.decode())
    text = re.sub(r"\s+", " ", page)
    missing = [word for word in words if word not in text]
    notes = re.findall(r'role="alert".*?</div></div>|data-error.*?</main>', text)
    assert (reply.status_code, missing) == (status, []), notes or text[-3000:]
    return text


def count(model, group):
    with working_for(group.pk):
        return model.objects.of(group).count()


@pytest.fixture
def book(client_of, clinic, qin_lan, botox, dr_lin):
    """Return a function that sends the booking drawer; without changes all fits."""
    desk = client_of("frontdesk")

    def send(**changes):
        wanted = {
            "customer": qin_lan.pk, "item": botox.pk, "doctor": dr_lin.pk,
            "slot": f"{dr_lin.pk}@2027-01-04T10:00:00+08:00", "source": "phone",
            "note": "需泊车",
        } | changes  # fmt: skip
        return desk.post("/calendar/book/", wanted, headers=DRAWER)

    return send


@pytest.fixture
def visit(frontdesk, clinic, jingan, qin_lan):
    return register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)


@pytest.fixture
def record(doctor, visit, botox):
    return save_record(
        doctor, visit_id=visit.pk, parts=PARTS, plan=[{"item_id": botox.pk, "quantity": 1}]
    )


@pytest.fixture
def order(boss, visit, jingan, qin_lan, botox):
    return open_order(
        boss, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(botox.pk)]
    )


@pytest.fixture
def treat(client_of, visit, order, dr_lin):
    """Return a function that presses Start in the treatment room."""
    doctor = client_of("doctor")
    wanted = {"line": order.lines.get().pk, "performer": dr_lin.pk, "supervisor": ""}
    return lambda: doctor.post(reverse("clinical:treat", args=[visit.pk]), wanted)


@pytest.fixture
def a_child(qin_lan):
    Customer.objects.of(qin_lan).filter(pk=qin_lan.pk).update(birthday=date(2010, 1, 1))
    return qin_lan


@pytest.fixture
def toxin_last_month(clinic, jingan, qin_lan, dr_lin, botox, order):
    """She was given botulinum toxin 30 days ago."""
    day, at = date(2026, 12, 5), datetime.fromisoformat("2026-12-05T10:00:00+08:00")
    earlier = Visit.objects.of(clinic).create(
        group_id=clinic.pk, store=jingan, day=day, number=1, customer=qin_lan, stage="left",
        stage_since=at, arrived_at=at, left_at=at,
    )  # fmt: skip
    return Treatment.objects.of(clinic).create(
        group_id=clinic.pk, visit=earlier, store=jingan, customer=qin_lan, item=botox,
        line=order.lines.get(), performer=dr_lin, state="done", started_at=at, day=day,
    )  # fmt: skip


def test_a_taken_time_names_who_is_busy_and_what_is_free(book, clinic, li_siyu):
    book()
    says(book(customer=li_siyu.pk), 409, "林泽", "10:30", 'value="需泊车"')
    assert count(Appointment, clinic) == 1


def test_a_doctor_who_is_not_qualified(book, clinic, surgery_item):
    says(book(item=surgery_item.pk), 409, "PRC-02", 'value="需泊车"', "主诊医师")
    assert count(Appointment, clinic) == 0


def test_an_item_outside_the_stores_licence(book, clinic, whitening):
    says(book(item=whitening.pk), 409, "LIC-02", 'value="需泊车"', "诊疗科目")
    assert count(Appointment, clinic) == 0


def test_a_minor_without_her_guardian_at_the_booking(book, clinic, a_child):
    page = says(book(), 409, "MIN-01", "监护人", 'value="需泊车"')
    assert 'name="guardian"' in page
    refused = book(guardian="on")
    assert 'name="guardian" checked' in says(refused, 409, "MIN-01")
    assert count(Appointment, clinic) == 0


def test_a_minor_who_wants_permanent_make_up(book, clinic, a_child, shelf):
    brows = item_of(
        clinic, shelf, "PMU", "半永久纹眉", kind="life", technique="care", department="life",
        needs=(CARER,), catalogue_name="",
    )  # fmt: skip
    says(book(item=brows.pk, guardian="on"), 409, "MIN-02", "纹绣", 'value="需泊车"')
    assert count(Appointment, clinic) == 0


def test_toxin_again_too_soon_asks_the_doctor_why(
    treat, doctor, record, order, boss, clinic, toxin_last_month
):
    sign_record(doctor, record_id=record.pk)
    take_payment(boss, order_id=order.pk, tenders=[("cash", order.total_fen, "")])
    says(treat(), 409, "RX-02", "84 天", "写明仍要注射的理由")
    assert count(Treatment, clinic) == 1


def test_a_minor_without_her_guardian_in_the_treatment_room(
    treat, doctor, record, order, boss, a_child, clinic
):
    sign_record(doctor, record_id=record.pk)
    take_payment(boss, order_id=order.pk, tenders=[("cash", order.total_fen, "")])
    says(treat(), 409, "MIN-01", "监护人")
    assert count(Treatment, clinic) == 0


def test_a_minor_without_her_guardian_at_the_till(client_of, order, a_child, clinic):
    typed = {"method": ["wechat"], "amount": ["2800"], "reference": ["WX-4200"]}
    reply = client_of("cashier").post(f"/orders/{order.pk}/pay/", typed)
    says(reply, 409, "MIN-03", "监护人", "WX-4200")
    assert count(Tender, clinic) == 0


def test_a_treatment_without_a_signed_record(treat, boss, order, clinic):
    take_payment(boss, order_id=order.pk, tenders=[("cash", order.total_fen, "")])
    says(treat(), 409, "还没有医生签名的病历", "请先由医生签名", "selected")
    assert count(Treatment, clinic) == 0


def test_a_treatment_without_a_paid_order(treat, doctor, record, clinic):
    sign_record(doctor, record_id=record.pk)
    says(treat(), 409, "还没有付清", "请客户先到收银台付款")
    assert count(Treatment, clinic) == 0


def test_a_consultant_who_writes_a_diagnosis(client_of, zhou_ke, visit, clinic):
    address = reverse("clinical:autosave", args=[visit.pk])
    allow(clinic, "consultant", "clinical.write")
    reply = client_of("consultant").post(address, {"diagnosis": "色斑"}, headers=DRAWER)
    says(reply, 409, "只能由医生书写", "请把客户诉求写进咨询记录", "PRC-08")
    assert count(Record, clinic) == 0


def test_a_change_of_a_signed_record_becomes_an_amendment(client_of, doctor, record, clinic):
    sign_record(doctor, record_id=record.pk)
    address = reverse("clinical:record", args=[record.visit_id])
    reply = client_of("doctor").post(address, PARTS | {"diagnosis": "另一个诊断", "keep": "1"})
    page = says(reply, 409, "已经签名", "补正", "另一个诊断", 'name="reason"')
    assert f'action="{reverse("clinical:amend", args=[record.pk])}"' in page
    with working_for(clinic.pk):
        assert "另一个" not in RecordVersion.objects.of(clinic).get().content


def test_an_act_for_another_store(client_of, boss, xuhui, qin_lan, clinic):
    theirs = register_arrival(boss, store_id=xuhui.pk, customer_id=qin_lan.pk)
    desk = client_of("frontdesk")
    says(desk.post(f"/visits/{theirs.pk}/leave/"), 403, "请切换到您自己的门店")
    says(desk.post(f"/visits/{theirs.pk}/guardian/"), 404, "可能属于其他门店")
    with working_for(clinic.pk):
        assert Visit.objects.of(clinic).get().stage == "arrived"


def test_an_act_for_another_group(client_of, visit, clinic):
    rival = client_of("rival")
    for address in ("hand-over/", "leave/", "guardian/"):
        says(rival.post(f"/visits/{visit.pk}/{address}"), 404, 'href="/"')
    with working_for(clinic.pk):
        assert Visit.objects.of(clinic).get().stage == "arrived"


def test_a_submission_that_comes_again(book, clinic):
    first = book(once="a" * 24)
    again = book(once="a" * 24)
    assert (again.status_code, again["HX-Redirect"]) == (204, first["HX-Redirect"])
    says(book(once="a" * 24, note="另一张"), 409, "已经提交过", "刷新")
    assert count(Appointment, clinic) == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("old.xlsx", b"MZ\x90\x00" + bytes(50), ["不是", "Excel"]),
        ("old.csv", b"a" * (settings.HEBE_UPLOAD_BYTES + 1), ["20", "MB"]),
    ],
)
def test_an_upload_that_is_disguised_or_too_big(
    client_of, clinic, jingan, name, content, words
):
    sent = {"file": SimpleUploadedFile(name, content), "store": jingan.pk}
    reply = client_of("manager").post("/import/", sent)
    says(reply, reply.status_code, *words)
    assert reply.status_code in {413, 422}
    assert count(ImportDraft, clinic) == 0


def test_text_with_nul(client_of, clinic):
    here = {"Referer": "/customers/new/"}
    typed = {"name": "秦\x00兰", "phone": "13700137000"}
    reply = client_of("frontdesk").post("/customers/new/", typed, headers=here)
    says(reply, 400, "看不见的字符", "请返回", 'href="/customers/new/"')
    assert count(Customer, clinic) == 0


def test_markup_is_text_and_runs_nowhere(client_of, clinic, jingan):
    typed = {
        "name": "<b>秦兰</b>", "phone": "13700137000", "home_store_id": jingan.pk,
        "note": "<script>alert(1)</script>",
    }  # fmt: skip
    desk = client_of("frontdesk")
    made = desk.post("/customers/new/", typed)
    assert made.status_code == 302
    for address in (made["Location"], "/customers/"):
        page = desk.get(address).content.decode()
        assert "<b>秦兰</b>" not in page
        assert "<script>alert" not in page
        assert "&lt;b&gt;秦兰" in page


def test_an_ended_session_leads_through_the_sign_in_and_back(client_of, clinic, order):
    desk = client_of("frontdesk")
    desk.session.flush()
    here = {"Referer": "http://testserver/customers/new/"}
    reply = desk.post("/customers/new/", {"name": "没写完的人"}, headers=here)
    assert reply["Location"] == "/sign-in/?next=http%3A%2F%2Ftestserver%2Fcustomers%2Fnew%2F"
    drawer = desk.post("/calendar/book/", headers=DRAWER | here)
    assert (drawer.status_code, drawer["HX-Redirect"]) == (401, reply["Location"])
    assert (count(Customer, clinic), count(Order, clinic)) == (1, 1)

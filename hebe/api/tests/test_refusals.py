"""What must be refused, through keys: the code stays, the reason and the way on are said."""

from datetime import date

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from hebe.access.models import ApiKey, User
from hebe.api.tests.conftest import PARTS, body
from hebe.architecture.cast import CARER, PASSWORD, allow, item_of
from hebe.clinical.models import Record, RecordVersion, Treatment
from hebe.customers.models import Customer, ImportDraft
from hebe.payments.models import Tender
from hebe.scheduling.models import Appointment
from hebe.staff.models import Certificate
from hebe.tenancy.context import working_for
from hebe.visits.models import Visit


@pytest.fixture
def wanted(jingan, qin_lan, botox, dr_lin):
    return {
        "store_id": jingan.pk, "customer_id": qin_lan.pk, "item_id": botox.pk,
        "doctor_id": dr_lin.pk, "starts_at": "2027-01-04T10:00:00+08:00",
    }  # fmt: skip


@pytest.fixture
def book(api_of, clinic, wanted):
    desk = api_of("frontdesk")
    return lambda **changes: desk("post", "/appointments", wanted | changes)


@pytest.fixture
def visit(api_of, clinic, jingan, qin_lan):
    wanted = {"store_id": jingan.pk, "customer_id": qin_lan.pk}
    return body(api_of("frontdesk")("post", "/visits", wanted))["id"]


@pytest.fixture
def doctor_says(api_of, dr_lin):
    return api_of("doctor")


@pytest.fixture
def record(doctor_says, visit, botox):
    draft = {"parts": PARTS, "plan": [{"item_id": botox.pk}]}
    return body(doctor_says("put", f"/visits/{visit}/record", draft))["record"]["id"]


@pytest.fixture
def line(api_of, visit, botox):
    """One unpaid line; without a signed record it asks for a reason."""
    lines = {"lines": [{"item_id": botox.pk}], "reason": "先付定金"}
    return body(api_of("frontdesk")("post", f"/visits/{visit}/bill", lines))


def count(clinic):
    return Appointment.objects.of(clinic).count()


def test_a_taken_time(book, refuses, clinic, li_siyu):
    book()
    said = refuses(book(customer_id=li_siyu.pk), "slot_taken")
    assert "林泽" in said["detail"]
    assert count(clinic) == 1


def test_a_doctor_who_is_not_qualified(book, refuses, clinic, surgery_item):
    said = refuses(book(item_id=surgery_item.pk), "red_line")
    assert said["rule_id"] == "PRC-02"
    assert count(clinic) == 0


def test_an_item_outside_the_stores_licence(book, refuses, clinic, whitening):
    said = refuses(book(item_id=whitening.pk), "red_line")
    assert (said["rule_id"], bool(said["source"])) == ("LIC-02", True)
    assert count(clinic) == 0


def test_a_minor_without_her_guardian(book, refuses, clinic, qin_lan):
    Customer.objects.of(clinic).filter(pk=qin_lan.pk).update(birthday=date(2010, 1, 1))
    assert refuses(book(), "red_line")["rule_id"] == "MIN-01"
    assert count(clinic) == 0


def test_a_minor_who_wants_permanent_make_up(book, refuses, clinic, qin_lan, shelf):
    brows = item_of(
        clinic, shelf, "PMU", "半永久纹眉", kind="life", technique="care", department="life",
        needs=(CARER,), catalogue_name="",
    )  # fmt: skip
    Customer.objects.of(clinic).filter(pk=qin_lan.pk).update(birthday=date(2010, 1, 1))
    said = refuses(book(item_id=brows.pk, guardian_present=True), "red_line")
    assert (said["rule_id"], bool(said["advice"])) == ("MIN-02", True)
    assert count(clinic) == 0


def test_a_nurse_without_a_lead_doctors_order(
    doctor_says,
    api_of,
    refuses,
    clinic,
    jingan,
    visit,
    record,
    dr_lin,
    dr_chen,
    nurse_fang,
    laser,
):
    """PRC-07: the doctor who signed leads another department."""
    draft = {"parts": PARTS, "plan": [{"item_id": laser.pk}]}
    doctor_says("put", f"/visits/{visit}/record", draft)
    doctor_says("post", f"/records/{record}/sign")
    bill = body(api_of("frontdesk")("post", f"/visits/{visit}/bill", {}))
    tenders = [{"method": "cash", "amount_fen": bill["order"]["total_fen"]}]
    api_of("cashier")("post", f"/orders/{bill['order']['id']}/pay", {"tenders": tenders})
    Certificate.objects.of(clinic).filter(member=dr_lin).update(department="surgery")
    wanted = {
        "line_id": bill["lines"][0]["id"], "performer_id": nurse_fang.pk,
        "supervisor_id": dr_chen.pk,
    }  # fmt: skip
    said = refuses(doctor_says("post", f"/visits/{visit}/treatments", wanted), "red_line")
    assert said["rule_id"] == "PRC-07"
    assert Treatment.objects.of(clinic).count() == 0


@pytest.fixture
def a_child(qin_lan):
    Customer.objects.of(qin_lan).filter(pk=qin_lan.pk).update(birthday=date(2010, 1, 1))


def test_a_minor_who_pays_alone(api_of, refuses, clinic, line, a_child):
    at = f"/orders/{line['order']['id']}/pay"
    paid = {"tenders": [{"method": "cash", "amount_fen": line["order"]["total_fen"]}]}
    assert refuses(api_of("cashier")("post", at, paid), "red_line")["rule_id"] == "MIN-03"
    assert Tender.objects.of(clinic).count() == 0


def test_a_minor_who_is_treated_without_her_guardian(
    doctor_says, api_of, refuses, clinic, visit, record, line, dr_lin, a_child
):
    doctor_says("post", f"/records/{record}/sign")
    order = line["order"]
    tenders = [{"method": "cash", "amount_fen": order["total_fen"]}]
    paid = {"tenders": tenders, "guardian_present": True}
    assert api_of("cashier")("post", f"/orders/{order['id']}/pay", paid).status_code == 200
    wanted = {"line_id": line["lines"][0]["id"], "performer_id": dr_lin.pk}
    said = refuses(doctor_says("post", f"/visits/{visit}/treatments", wanted), "red_line")
    assert said["rule_id"] == "MIN-01"
    assert Treatment.objects.of(clinic).count() == 0


def test_a_treatment_without_a_signed_record(
    doctor_says, api_of, refuses, clinic, visit, record, line, dr_lin
):
    order = line["order"]
    paid = {"tenders": [{"method": "cash", "amount_fen": order["total_fen"]}]}
    api_of("cashier")("post", f"/orders/{order['id']}/pay", paid)
    wanted = {"line_id": line["lines"][0]["id"], "performer_id": dr_lin.pk}
    refuses(doctor_says("post", f"/visits/{visit}/treatments", wanted), "record_not_signed")
    assert Treatment.objects.of(clinic).count() == 0


def test_a_treatment_without_a_paid_order(
    doctor_says, refuses, clinic, visit, record, line, dr_lin
):
    doctor_says("post", f"/records/{record}/sign")
    wanted = {"line_id": line["lines"][0]["id"], "performer_id": dr_lin.pk}
    refuses(doctor_says("post", f"/visits/{visit}/treatments", wanted), "order_not_paid")
    assert Treatment.objects.of(clinic).count() == 0


def test_a_consultant_who_writes_a_diagnosis(api_of, refuses, clinic, visit):
    allow(clinic, "consultant", "clinical.write")
    wanted = {"parts": {"diagnosis": "色斑"}}
    reply = api_of("consultant")("put", f"/visits/{visit}/record", wanted)
    assert refuses(reply, "red_line")["rule_id"] == "PRC-08"
    assert Record.objects.of(clinic).count() == 0


def test_a_change_of_a_signed_record(doctor_says, refuses, clinic, visit, record):
    doctor_says("post", f"/records/{record}/sign")
    again = {"parts": PARTS | {"diagnosis": "另一个"}}
    refuses(doctor_says("put", f"/visits/{visit}/record", again), "record_signed")
    assert "另一个" not in RecordVersion.objects.of(clinic).get().content


def test_an_act_for_another_store(book, api_of, refuses, clinic, xuhui, qin_lan):
    refuses(book(store_id=xuhui.pk), "not_your_store", 403)
    wanted = {"store_id": xuhui.pk, "customer_id": qin_lan.pk}
    refuses(api_of("frontdesk")("post", "/visits", wanted), "not_your_store", 403)
    assert (count(clinic), Visit.objects.of(clinic).count()) == (0, 0)


def test_an_act_for_another_group(api_of, refuses, clinic, wanted, visit):
    rival = api_of("rival")
    refuses(rival("post", "/appointments", wanted), "not_found", 404, advice=False)
    refuses(rival("post", f"/visits/{visit}/see-off"), "not_found", 404, advice=False)
    assert (count(clinic), Visit.objects.of(clinic).get().stage) == (0, "arrived")


def test_a_key_of_idempotency_for_another_body(api_of, refuses, clinic, wanted, li_siyu):
    desk, token = api_of("frontdesk"), {"Idempotency-Key": "c0ffee"}
    first = desk("post", "/appointments", wanted, **token)
    assert desk("post", "/appointments", wanted, **token).content == first.content
    other = wanted | {"customer_id": li_siyu.pk, "starts_at": "2027-01-04T15:00:00+08:00"}
    reply = desk("post", "/appointments", other, **token)
    refuses(reply, "idempotency_key_reused", advice=False)
    assert count(clinic) == 1


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("old.xlsx", b"MZ\x90\x00" + bytes(50), "file_not_what_it_says"),
        ("old.csv", b"a" * (settings.HEBE_UPLOAD_BYTES + 1), "file_too_big"),
    ],
)
def test_an_upload_that_is_disguised_or_too_big(
    api_of, refuses, clinic, jingan, name, content, code
):
    api = api_of("manager")
    reply = api.client.post(
        "/api/v1/imports",
        {"file": SimpleUploadedFile(name, content), "store_id": jingan.pk},
        headers={"Authorization": f"Bearer {api.secret}"},
    )
    refuses(reply, code, reply.status_code)
    assert reply.status_code in {413, 422}
    assert ImportDraft.objects.of(clinic).count() == 0


def test_text_with_nul(api_of, refuses, clinic):
    wanted = {"name": "秦\x00兰", "phone": "13700137000"}
    reply = api_of("frontdesk")("post", "/customers", wanted)
    refuses(reply, "invalid", 422, advice=False)
    assert Customer.objects.of(clinic).filter(name__contains="兰").count() == 0


def test_markup_is_text_and_runs_nowhere(api_of, client_of, clinic):
    wanted = {"name": "<b>秦兰</b>", "phone": "13700137000"}
    made = body(api_of("frontdesk")("post", "/customers", wanted))
    if "id" in made:
        page = client_of("frontdesk").get(f"/customers/{made['id']}/").content.decode()
        assert "<b>秦兰</b>" not in page


def test_the_password_of_somebody_who_may_do_more(api_of, refuses, clinic, doctor, hr):
    desk, new = api_of("hr"), {"password": "hebe-second"}
    refuses(desk("post", f"/users/{doctor.user_id}/password", new), "outranked", 403)
    refuses(desk("post", f"/users/{hr.user_id}/password", new), "own_password")
    for whose in (doctor, hr):
        assert User.objects.of(clinic).get(pk=whose.user_id).check_password(PASSWORD)


def test_a_revoked_key(api_of, refuses, clinic):
    desk = api_of("frontdesk")
    with working_for(clinic.pk):
        ApiKey.objects.of(clinic).update(revoked_at="2027-01-04T00:00:00Z")
    refuses(desk("get", "/customers"), "unauthenticated", 401, advice=False)

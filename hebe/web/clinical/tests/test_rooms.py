"""The consult, the record and the treatment, through a browser's eyes."""

import pytest
import time_machine
from django.urls import reverse

from hebe.access.models import Role
from hebe.architecture.cast import member_of
from hebe.billing.services import Wanted, open_order
from hebe.catalog.models import Product
from hebe.clinical.models import ConsultNote, Material, Record, RecordVersion, Treatment
from hebe.clinical.services import save_record, sign_record, start_treatment
from hebe.payments.services import take_payment
from hebe.scheduling.models import Resource
from hebe.staff.models import Member, Shift
from hebe.visits.models import Visit
from hebe.visits.services import close_visit, register_arrival
from hebe.web.clinical.compare import compare

PARTS = {
    "complaint": "眉间动态纹", "history": "", "findings": "皱眉肌收缩明显",
    "diagnosis": "眉间纹", "advice": "注射 20U",
}  # fmt: skip
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _ten_oclock(monday):
    with time_machine.travel(monday("10:00"), tick=False):
        yield


@pytest.fixture
def visit(frontdesk, jingan, qin_lan):
    return register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)


@pytest.fixture
def doctors(client_of, dr_lin):
    return client_of("doctor")


@pytest.fixture
def at(visit):
    return reverse("clinical:record", args=[visit.pk])


@pytest.fixture
def typed(botox):
    return PARTS | {"item": [botox.pk, ""], "quantity": [1, 1], "plan_note": ["20U", ""]}


@pytest.fixture
def signed(doctor, dr_lin, visit, botox):
    plan = [{"item_id": botox.pk, "quantity": 1}]
    record = save_record(doctor, visit_id=visit.pk, parts=PARTS, plan=plan)
    sign_record(doctor, record_id=record.pk)
    return record


@pytest.fixture
def line(boss, jingan, qin_lan, botox):
    order = open_order(
        boss, store_id=jingan.pk, customer_id=qin_lan.pk, lines=[Wanted(item_id=botox.pk)]
    )
    take_payment(boss, order_id=order.pk, tenders=[("cash", order.total_fen, "")])
    return order.lines.get()


def test_the_draft_keeps_itself_and_says_what_is_missing(doctors, visit, typed, group):
    address = reverse("clinical:autosave", args=[visit.pk])
    kept = doctors.post(address, typed | {"diagnosis": ""}, headers=HTMX)
    assert kept.status_code == 200
    assert "诊断" in kept.content.decode()
    assert Record.objects.of(group).get().complaint == "眉间动态纹"
    assert (
        "眉间动态纹"
        in doctors.get(reverse("clinical:record", args=[visit.pk])).content.decode()
    )


def test_what_is_too_long_is_said_and_the_draft_stays(doctors, visit, typed, group):
    address = reverse("clinical:autosave", args=[visit.pk])
    doctors.post(address, typed, headers=HTMX)
    long = doctors.post(address, typed | {"advice": "x" * 6000}, headers=HTMX)
    assert long.status_code == 422
    assert Record.objects.of(group).get().advice == "注射 20U"


def test_signing_closes_the_record(doctors, at, typed, group):
    assert doctors.post(at, typed | {"sign": "1"}).status_code == 302
    assert RecordVersion.objects.of(group).count() == 1
    assert "data-autosave" not in doctors.get(at).content.decode()
    assert doctors.post(at, typed | {"diagnosis": "改"}).status_code == 409
    assert Record.objects.of(group).get().diagnosis == "眉间纹"


def test_an_incomplete_record_stays_a_draft_with_what_was_typed(doctors, at, typed, group):
    refused = doctors.post(at, typed | {"findings": "", "sign": "1"})
    assert refused.status_code == 409
    assert "眉间动态纹" in refused.content.decode()
    assert RecordVersion.objects.of(group).count() == 0


def test_an_amendment_needs_its_reason_and_shows_its_changes(doctors, signed, typed, group):
    address = reverse("clinical:amend", args=[signed.pk])
    assert (
        doctors.post(address, typed | {"advice": "注射 15U", "reason": ""}).status_code == 422
    )
    body = typed | {"advice": "注射 15U", "reason": "录入有误"}
    assert doctors.post(address, body).status_code == 302
    page = doctors.get(reverse("clinical:versions", args=[signed.pk])).content.decode()
    assert "<del>20U</del><ins>15U</ins>" in page
    assert RecordVersion.objects.of(group).count() == 2


def test_an_amendment_loses_no_planned_item_that_is_no_longer_offered(
    doctors, signed, typed, botox, at, group
):
    botox.is_active = False
    botox.save()
    address = reverse("clinical:amend", args=[signed.pk])
    for page in (doctors.get(address), doctors.post(address, typed | {"reason": ""})):
        assert f'<option value="{botox.pk}" selected>' in page.content.decode()
    assert doctors.post(address, typed | {"reason": "录入有误"}).status_code == 302
    newest = RecordVersion.objects.of(group).get(number=2)
    assert [line["name"] for line in newest.plan] == [botox.name]


def test_a_comparison_escapes_what_people_write():
    assert compare("<b>", "<i>") == "&lt;<del>b</del><ins>i</ins>&gt;"


def test_a_consultants_diagnosis_is_refused_whatever_her_role_may(
    client_of, zhou_ke, visit, at, group
):
    advisor = client_of("consultant")
    address = reverse("clinical:autosave", args=[visit.pk])
    assert advisor.post(address, PARTS, headers=HTMX).status_code == 403
    assert advisor.get(at).status_code == 403
    role = Role.objects.of(group).get(code="consultant")
    role.permissions = [*role.permissions, "clinical.write"]
    role.save()
    assert advisor.post(address, PARTS, headers=HTMX).status_code == 409
    assert Record.objects.of(group).count() == 0


def test_the_advisors_form_has_no_place_for_medicine(client_of, zhou_ke, visit, group):
    advisor = client_of("consultant")
    address = reverse("clinical:note", args=[visit.pk])
    page = advisor.get(address).content.decode()
    assert 'name="diagnosis"' not in page
    assert advisor.post(address, {"wishes": ""}).status_code == 422
    assert advisor.post(address, {"wishes": "<b>想淡斑</b>"}).status_code == 302
    assert ConsultNote.objects.of(group).count() == 1
    shown = advisor.get(reverse("visits:visit", args=[visit.pk])).content.decode()
    assert "&lt;b&gt;想淡斑&lt;/b&gt;" in shown


def test_a_nurse_reads_what_she_may_not_write(client_of, nurse_fang, signed, at):
    page = client_of("nurse").get(at).content.decode()
    assert "眉间纹" in page
    assert reverse("clinical:amend", args=[signed.pk]) not in page


def test_the_room_says_beforehand_what_would_stop_it(
    doctors, visit, line, dr_lin, nurse_fang, signed
):
    address = reverse("clinical:checks", args=[visit.pk])
    good = doctors.get(address, {"line": line.pk, "performer": dr_lin.pk}).content.decode()
    assert 'class="stop"' not in good
    bad = doctors.get(address, {"line": line.pk, "performer": nurse_fang.pk}).content.decode()
    assert "PRC-06" in bad
    assert 'class="stop"' in bad
    assert doctors.get(address, {"line": "x"}).status_code == 200


def test_from_start_to_finish_with_its_lots(doctors, visit, line, dr_lin, signed, group):
    room = reverse("clinical:treat", args=[visit.pk])
    begun = doctors.post(room, {"line": line.pk, "performer": dr_lin.pk, "supervisor": ""})
    assert begun.status_code == 302
    running = Treatment.objects.of(group).get()
    assert "data-timer" in doctors.get(room).content.decode()
    toxin = Product.objects.of(group).create(
        group_id=group.pk, code="BTXA", name="注射用A型肉毒毒素", unit="支"
    )
    row = f"t{running.pk}m0-"
    used = {
        f"t{running.pk}-parameters": "眉间 5 点", "rows": 1, f"{row}product": toxin.pk,
        f"{row}lot": "C3709", f"{row}quantity": "0.2", f"{row}expires_on": "2026-01-01",
    }  # fmt: skip
    finish = reverse("clinical:finish", args=[running.pk])
    expired = doctors.post(finish, used)
    assert (expired.status_code, Material.objects.of(group).count()) == (409, 0)
    assert "眉间 5 点" in expired.content.decode()
    assert doctors.post(finish, used | {f"{row}lot": ""}).status_code == 422
    assert doctors.post(finish, used | {f"{row}expires_on": "2027-12-31"}).status_code == 302
    assert (Material.objects.of(group).get().lot, Treatment.objects.of(group).get().state) == (
        "C3709",
        "done",
    )


def test_many_materials_are_all_kept(doctors, visit, line, dr_lin, signed, group):
    room = reverse("clinical:treat", args=[visit.pk])
    doctors.post(room, {"line": line.pk, "performer": dr_lin.pk, "supervisor": ""})
    running = Treatment.objects.of(group).get()
    gauze = Product.objects.of(group).create(
        group_id=group.pk, code="GZ", name="纱布", unit="片"
    )
    typed = {"rows": 20}
    for n in range(20):
        row = f"t{running.pk}m{n}-"
        typed |= {f"{row}product": gauze.pk, f"{row}lot": f"L{n}", f"{row}quantity": "1"}
    assert doctors.post(reverse("clinical:finish", args=[running.pk]), typed).status_code == 302
    assert Material.objects.of(group).count() == 20


def test_a_lot_without_its_product_is_not_lost(doctors, visit, line, dr_lin, signed, group):
    room = reverse("clinical:treat", args=[visit.pk])
    doctors.post(room, {"line": line.pk, "performer": dr_lin.pk, "supervisor": ""})
    running = Treatment.objects.of(group).get()
    row = f"t{running.pk}m0-"
    typed = {"rows": 1, f"{row}lot": "C3709", f"{row}quantity": "0.2"}
    page = doctors.post(reverse("clinical:finish", args=[running.pk]), typed)
    assert (page.status_code, Treatment.objects.of(group).get().state) == (422, "running")
    assert "请选择用了哪种产品" in page.content.decode()


def test_in_a_visit_that_is_over_nothing_is_offered_to_start(
    doctors, frontdesk, visit, line, signed
):
    close_visit(frontdesk, visit_id=visit.pk)
    page = doctors.get(reverse("clinical:treat", args=[visit.pk])).content.decode()
    assert ("本次到访已结束" in page, 'name="performer"' in page) == (True, False)


def test_without_a_signed_record_nothing_starts(doctors, visit, line, dr_lin, group):
    room = reverse("clinical:treat", args=[visit.pk])
    refused = doctors.post(room, {"line": line.pk, "performer": dr_lin.pk, "supervisor": ""})
    assert refused.status_code == 409
    assert Treatment.objects.of(group).count() == 0


def test_the_room_proposes_who_supervises_and_says_whom_to_name(
    doctors, doctor, visit, line, dr_chen, group, jingan, monday, signed
):
    wang = member_of(group, jingan, "王若溪", "doctor", licence="physician")
    Shift.objects.of(group).create(
        group_id=group.pk, member=dr_chen, store=jingan, day=visit.day,
        starts_at=monday("09:00"), ends_at=monday("18:30"),
    )  # fmt: skip
    Visit.objects.of(group).update(doctor=wang)
    Member.objects.of(group).filter(user_id=doctor.user_id).update(user=None)
    room = reverse("clinical:treat", args=[visit.pk])
    form = doctors.get(room).context["form"]
    assert form["supervisor"].value() == str(dr_chen.pk)
    assert form.fields["supervisor"].choices[1:] == [(str(dr_chen.pk), "陈静怡 · 美容皮肤科")]
    asked = {"line": line.pk, "performer": wang.pk, "supervisor": ""}
    refused = doctors.post(room, asked)
    assert (refused.status_code, Treatment.objects.of(group).count()) == (409, 0)
    assert "当班的主诊医师负责指导：陈静怡" in refused.content.decode()
    assert doctors.post(room, asked | {"supervisor": dr_chen.pk}).status_code == 302
    assert Treatment.objects.of(group).get().supervisor == dr_chen
    visited = doctors.get(reverse("visits:visit", args=[visit.pk])).content.decode()
    assert "陈静怡在场指导" in visited


def test_a_room_in_use_is_marked_and_refused(
    doctors, boss, frontdesk, visit, line, dr_lin, signed, li_siyu, facial, jingan, group
):
    place = Resource.objects.of(group).create(
        group_id=group.pk, store=jingan, kind="room", type="treat", name="治疗室 2"
    )
    hers = register_arrival(frontdesk, store_id=jingan.pk, customer_id=li_siyu.pk)
    order = open_order(
        boss, store_id=jingan.pk, customer_id=li_siyu.pk, lines=[Wanted(item_id=facial.pk)]
    )
    take_payment(boss, order_id=order.pk, tenders=[("cash", order.total_fen, "")])
    start_treatment(
        boss, visit_id=hers.pk, line_id=order.lines.get().pk, performer_id=dr_lin.pk,
        room_id=place.pk,
    )  # fmt: skip
    room = reverse("clinical:treat", args=[visit.pk])
    assert "治疗室 2 · 使用中" in doctors.get(room).content.decode()
    asked = {"line": line.pk, "performer": dr_lin.pk, "room": place.pk}
    checked = doctors.get(reverse("clinical:checks", args=[visit.pk]), asked)
    assert "林泽 10:00 开始的" in checked.content.decode()
    refused = doctors.post(room, asked)
    assert (refused.status_code, Treatment.objects.of(group).count()) == (409, 1)
    assert "林泽 10:00 开始的" in refused.content.decode()


def test_my_patients_say_where_their_records_stand(doctors, visit, signed):
    page = doctors.get(reverse("clinical:mine"), {"whose": "all"})
    assert [record.state for _visit, record in page.context["rows"]] == ["signed"]


def test_the_rival_finds_no_room_and_no_record(
    client_of, doctor, dr_lin, visit, signed, line, group
):
    running = start_treatment(
        doctor, visit_id=visit.pk, line_id=line.pk, performer_id=dr_lin.pk
    )
    rival = client_of("rival")
    for name, key in (("record", visit.pk), ("treat", visit.pk), ("versions", signed.pk)):
        assert rival.get(reverse(f"clinical:{name}", args=[key])).status_code == 404
    assert rival.post(reverse("clinical:finish", args=[running.pk]), {}).status_code == 404
    assert Treatment.objects.of(group).get().state == "running"


def test_the_front_desk_stays_outside(client_of, visit, at):
    desk = client_of("frontdesk")
    assert desk.get(at).status_code == 403
    assert desk.get(reverse("clinical:treat", args=[visit.pk])).status_code == 403
    assert desk.get(reverse("clinical:note", args=[visit.pk])).status_code == 403


def marks_in(page):
    return page.split('name="seen" value="')[1].split('"')[0].replace("&quot;", '"')


def test_a_second_window_is_told_and_what_was_typed_stays(doctors, at, visit, typed, group):
    seen = marks_in(doctors.get(at).content.decode())
    address = reverse("clinical:autosave", args=[visit.pk])
    first = doctors.post(address, typed | {"seen": seen}, headers=HTMX)
    going_on = typed | {"advice": "注射 15U", "seen": marks_in(first.content.decode())}
    assert doctors.post(address, going_on, headers=HTMX).status_code == 200
    late = typed | {"advice": "注射 10U", "seen": seen}
    assert doctors.post(address, late, headers=HTMX).status_code == 409
    reply = doctors.post(at, late | {"keep": "1"})
    page = reply.content.decode()
    assert (reply.status_code, "注射 10U" in page, "注射 15U" in page) == (409, True, True)
    assert Record.objects.of(group).get().advice == "注射 15U"
    again = late | {"keep": "1", "seen": marks_in(page)}
    assert doctors.post(at, again).status_code == 302
    assert Record.objects.of(group).get().advice == "注射 10U"


@pytest.mark.parametrize(
    ("said", "shown"), [("青霉素", "青霉素"), ("无", "否认过敏"), ("", "尚未询问")]
)
def test_the_doctor_sees_at_once_what_is_known_of_allergies(doctors, at, qin_lan, said, shown):
    qin_lan.allergies = said
    qin_lan.save()
    page = doctors.get(at).content.decode()
    assert shown in page
    assert ("t-bad" in page) == (said == "青霉素")


def test_her_file_shows_past_treatments_and_medical_notes_only_to_clinicians(
    doctor, doctors, client_of, visit, line, dr_lin, signed, qin_lan, botox, group
):
    treatment = start_treatment(
        doctor, visit_id=visit.pk, line_id=line.pk, performer_id=dr_lin.pk
    )
    treatment.parameters = "眉间 5 点"
    treatment.save()
    address = reverse("clinical:treatments_of", args=[qin_lan.pk])
    seen = doctors.get(address, headers=HTMX).content.decode()
    desk = client_of("frontdesk").get(address, headers=HTMX).content.decode()
    assert ("眉间 5 点" in seen, botox.name in desk, "眉间 5 点" in desk) == (True, True, False)
    assert client_of("warehouse").get(address).status_code == 403

"""Records: drafts by doctors, versions that stay."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from hebe.access.errors import NotYourStore
from hebe.architecture.cast import only
from hebe.clinical import errors
from hebe.clinical.content import marks_of
from hebe.clinical.models import ConsultNote, Record, RecordVersion
from hebe.clinical.queries import get_record, notes_of, plan_of, treatments_of, versions_of
from hebe.clinical.services import amend_record, save_record, sign_record, write_consult_note
from hebe.clinical.tests.conftest import PARTS
from hebe.compliance.errors import RedLine
from hebe.journal.models import Audit
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.kernel.freshness import ChangedMeanwhile
from hebe.tenancy.context import working_for


def test_a_signed_record_is_version_one(doctor, signed):
    (version,) = versions_of(doctor, signed)
    assert (version.number, version.parts["diagnosis"]) == (1, "眉间纹")
    assert version.plan[0]["name"] == "肉毒毒素·除皱"


def test_medical_text_is_sealed_in_the_database(signed):
    with connection.cursor() as cursor:
        cursor.execute("SELECT diagnosis FROM clinical_record")
        assert "眉间" not in cursor.fetchone()[0]


def test_a_consultant_cannot_write_a_diagnosis(consultant, zhou_ke, visit, group):
    with pytest.raises(RedLine) as refusal:
        save_record(
            only(consultant, "clinical.write"), visit_id=visit.pk, parts={"diagnosis": "色斑"}
        )
    assert "PRC-08" in refusal.value.rule_id
    assert Record.objects.of(group).count() == 0


def test_a_consultant_owns_no_record_at_all(consultant, zhou_ke, visit, group):
    lines = {"visit_id": visit.pk, "parts": {"complaint": "想变美"}}
    with pytest.raises(RedLine):
        save_record(only(consultant, "clinical.write"), **lines)
    with pytest.raises(Forbidden):
        save_record(consultant, **lines)
    assert Record.objects.of(group).count() == 0


def test_an_account_without_a_person_writes_nothing(admin, visit, group):
    with pytest.raises(errors.NotAClinician):
        save_record(admin, visit_id=visit.pk, parts=PARTS)
    assert Record.objects.of(group).count() == 0


def test_what_is_signed_is_not_changed(doctor, signed, visit):
    with pytest.raises(errors.RecordSigned):
        save_record(doctor, visit_id=visit.pk, parts=PARTS | {"diagnosis": "另一个"})
    with pytest.raises(errors.RecordSigned):
        sign_record(doctor, record_id=signed.pk)
    assert [v.parts["diagnosis"] for v in versions_of(doctor, signed)] == ["眉间纹"]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE clinical_recordversion SET reason = 'x'", "DELETE FROM clinical_recordversion",
        "UPDATE clinical_record SET diagnosis = complaint", "DELETE FROM clinical_record",
        "UPDATE clinical_record SET state = 'draft'",
        "UPDATE clinical_record SET plan = '[]', versions_count = 2",
        "UPDATE clinical_record SET plan = ''", "UPDATE clinical_record SET advice = '15U.'",
    ],
)  # fmt: skip
def test_the_database_keeps_what_is_signed_too(signed, change):
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(change)


def test_an_amendment_stands_beside_the_first_version(doctor, signed):
    amend_record(
        doctor, record_id=signed.pk, parts={"advice": "改为 15U"}, reason="客户要求减量"
    )
    newest, first = versions_of(doctor, signed)
    assert (newest.number, newest.reason, newest.parts["advice"]) == (
        2,
        "客户要求减量",
        "改为 15U",
    )
    assert first.parts["advice"] == PARTS["advice"]
    assert newest.digest != first.digest


def test_an_amendment_changes_something(doctor, signed, plan, group):
    more = {"parts": PARTS | {"history": "更正"}, "plan": plan, "reason": "录入有误"}
    for same in ({"parts": {}, "reason": "录入有误"}, more | {"parts": PARTS}):
        with pytest.raises(errors.NothingAmended):
            amend_record(doctor, record_id=signed.pk, **same)
    assert amend_record(doctor, record_id=signed.pk, **more).number == 2
    with pytest.raises(errors.NothingAmended):
        amend_record(doctor, record_id=signed.pk, **more)
    assert RecordVersion.objects.of(group).count() == 2


def test_an_amendment_says_why(doctor, signed, group):
    with pytest.raises(errors.ReasonMissing):
        amend_record(doctor, record_id=signed.pk, parts={"advice": "x"}, reason=" ")
    assert RecordVersion.objects.of(group).count() == 1


def test_an_incomplete_record_is_not_signed(doctor, dr_lin, visit, group):
    record = save_record(doctor, visit_id=visit.pk, parts={"complaint": "x"})
    with pytest.raises(errors.RecordIncomplete, match="诊断"):
        sign_record(doctor, record_id=record.pk)
    assert RecordVersion.objects.of(group).count() == 0


def test_another_doctor_leaves_it_alone(director, dr_chen, draft, visit):
    with pytest.raises(errors.NotYourRecord):
        save_record(director, visit_id=visit.pk, parts=PARTS)
    with pytest.raises(errors.NotYourRecord):
        sign_record(director, record_id=draft.pk)


def test_a_plan_names_real_items(doctor, dr_lin, visit):
    with pytest.raises(Invalid):
        save_record(doctor, visit_id=visit.pk, parts=PARTS, plan=[{"item_id": 999999}])


def test_advisors_see_the_plan_but_not_the_record(consultant, signed, visit):
    assert [line["quantity"] for line in plan_of(consultant, visit)] == [1]
    with pytest.raises(Forbidden):
        get_record(consultant, signed.pk)


@pytest.mark.parametrize(
    ("read", "right"),
    [
        (notes_of, "clinical.consult"),
        (plan_of, "clinical.plan"),
        (treatments_of, "clinical.plan"),
    ],
)
def test_what_belongs_to_a_visit_is_read_with_the_right_at_its_store(
    consultant, signed, visit, xuhui, read, right
):
    there = only(consultant, right, stores=[xuhui.pk])
    with pytest.raises(NotYourStore):
        read(there, visit)


def test_every_look_is_kept(doctor, signed, group):
    get_record(doctor, signed.pk)
    subject = f"clinical.record:{signed.pk}"
    assert Audit.objects.of(group).filter(subject=subject, act="viewed").count() == 1


def test_the_rival_finds_nothing(rival, signed, visit):
    with working_for(rival.group_id):
        with pytest.raises((NotFound, Forbidden)):
            get_record(rival, signed.pk)
        with pytest.raises((NotFound, Forbidden)):
            save_record(rival, visit_id=visit.pk, parts=PARTS)


def test_an_advisors_note_holds_wishes(consultant, zhou_ke, visit, group):
    note = write_consult_note(consultant, visit_id=visit.pk, wishes="想淡斑", budget="2 万以内")
    assert (note.author, note.wishes) == (zhou_ke, "想淡斑")
    with pytest.raises(Invalid):
        write_consult_note(consultant, visit_id=visit.pk, wishes=" ")
    assert ConsultNote.objects.of(group).count() == 1


def test_two_windows_of_one_draft_overwrite_nothing(doctor, draft, visit, plan):
    seen = marks_of(draft)
    save_record(doctor, visit_id=visit.pk, parts=PARTS | {"diagnosis": "皱眉纹"}, plan=plan)
    save_record(
        doctor, visit_id=visit.pk, parts=PARTS | {"advice": "注射 15U"}, plan=[], seen=seen
    )
    draft.refresh_from_db()
    assert (draft.diagnosis, draft.advice, draft.plan) == ("皱眉纹", "注射 15U", [])
    late = PARTS | {"diagnosis": "川字纹"}
    with pytest.raises(ChangedMeanwhile) as told:
        save_record(doctor, visit_id=visit.pk, parts=late, plan=plan, seen=seen)
    assert told.value.now == {"diagnosis": "皱眉纹"}
    draft.refresh_from_db()
    assert (draft.diagnosis, draft.plan) == ("皱眉纹", [])


def test_an_amendment_does_not_undo_one_that_was_not_seen(doctor, signed):
    seen = marks_of(signed)
    amend_record(doctor, record_id=signed.pk, parts={"advice": "15U"}, reason="剂量录错")
    with pytest.raises(ChangedMeanwhile):
        amend_record(
            doctor, record_id=signed.pk, parts={"advice": "10U"}, reason="又改", seen=seen
        )
    amend_record(
        doctor, record_id=signed.pk, parts=PARTS | {"history": "体健"}, reason="补充", seen=seen
    )
    assert [v.number for v in RecordVersion.objects.of(doctor).order_by("number")] == [1, 2, 3]
    signed.refresh_from_db()
    assert (signed.advice, signed.history) == ("15U", "体健")


def test_whose_licence_has_run_out_signs_nothing(doctor, dr_lin, draft, group):
    dr_lin.certificates.update(valid_to=date(2027, 1, 3))
    with pytest.raises(RedLine) as red_line:
        sign_record(doctor, record_id=draft.pk)
    assert red_line.value.rule_id == "PRC-01"
    draft.refresh_from_db()
    assert draft.state == "draft"

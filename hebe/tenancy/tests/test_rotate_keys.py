"""rotate_keys: the newest key seals everything, and everything still opens."""

import pytest
from django.core.management import call_command
from django.db import connection

from hebe.clinical.models import ConsultNote, Record
from hebe.clinical.services import save_record, sign_record, write_consult_note
from hebe.customers.models import Customer
from hebe.visits.services import register_arrival


def heads(table="customers_customer", column="phone"):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT split_part({column}, '.', 1) FROM {table} WHERE {column} <> ''")
        return {row[0] for row in cursor.fetchall()}


def test_a_new_key_takes_over(group, qin_lan, li_siyu, settings):
    assert heads() == {"k1"}
    settings.HEBE_FIELD_KEY = 2
    call_command("rotate_keys", verbosity=0)
    assert heads() == {"k2"}
    assert Customer.objects.of(group).get(pk=qin_lan.pk).phone == "13800138001"
    call_command("rotate_keys", verbosity=0)
    assert heads() == {"k2"}


@pytest.fixture
def visit(frontdesk, jingan, qin_lan):
    return register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)


@pytest.mark.usefixtures("zhou_ke", "dr_lin")
def test_signed_plans_are_sealed_anew_and_what_is_written_once_stays(
    visit, group, consultant, doctor, botox, settings
):
    write_consult_note(consultant, visit_id=visit.pk, wishes="自然一点")
    parts = dict.fromkeys(("complaint", "findings", "diagnosis", "advice"), "眉间纹")
    plan = [{"item_id": botox.pk, "note": "15U"}]
    record = save_record(doctor, visit_id=visit.pk, parts=parts, plan=plan)
    sign_record(doctor, record_id=record.pk)
    settings.HEBE_FIELD_KEY = 2
    call_command("rotate_keys", verbosity=0)
    assert heads("clinical_record", "plan") == heads("clinical_record", "advice") == {"k2"}
    assert heads("clinical_consultnote", "wishes") == {"k1"}
    assert Record.objects.of(group).get().plan[0]["note"] == "15U"
    assert ConsultNote.objects.of(group).get().wishes == "自然一点"

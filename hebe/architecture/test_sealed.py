"""What is said of a customer's health and wishes lies sealed, where it stands and in copies."""

import pytest
import time_machine
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from hebe.access.once import claim, remember
from hebe.access.services import save_view
from hebe.architecture.plain import WHY_READABLE
from hebe.architecture.test_shape import MODELS
from hebe.care.models import FollowUp
from hebe.care.services import record_follow_up
from hebe.clinical.services import amend_record, save_record, sign_record, write_consult_note
from hebe.customers.models import Customer
from hebe.customers.services import create_own_field, update_customer
from hebe.kernel.fields import SealedTextField
from hebe.scheduling.services import book_appointment
from hebe.todos.services import create_todo, finish_todo
from hebe.visits.services import register_arrival

SECRET = "苦瓜"
TEXTS = (models.CharField, models.TextField, models.JSONField)


def is_text(field):
    if isinstance(field, ArrayField):
        return is_text(field.base_field)
    return isinstance(field, TEXTS) and not field.choices


COLUMNS = {
    f"{field.model._meta.label}.{field.name}": field
    for model in MODELS
    for field in model._meta.local_fields
    if is_text(field)
}
SEALED = {name for name, field in COLUMNS.items() if isinstance(field, SealedTextField)}


@pytest.mark.parametrize("name", sorted(COLUMNS.keys() - SEALED))
def test_text_is_sealed_or_there_is_a_reason(name):
    assert name in WHY_READABLE, "Seal it (hebe.kernel.fields), or say why not (plain.py)."


def test_no_reason_outlives_its_column():
    assert WHY_READABLE.keys() - (COLUMNS.keys() - SEALED) == set()


def tables_with(word):
    """Return the tables in any of whose rows this word can be read."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_class WHERE relkind = 'r'"
            " AND relnamespace = 'public'::regnamespace AND has_table_privilege(oid, 'SELECT')"
        )
        tables = [name for (name,) in cursor.fetchall()]
        readable = []
        for name in tables:
            cursor.execute(
                f'SELECT count(*) FROM "{name}" t WHERE t::text LIKE %s',
                [f"%{word}%"],
            )
            if cursor.fetchone()[0]:
                readable.append(name)
    return readable


def test_the_look_finds_what_is_readable(boss, qin_lan):
    update_customer(boss, customer_id=qin_lan.pk, character=SECRET)
    assert sorted(tables_with(SECRET)) == ["customers_customer", "journal_audit"]


def test_her_file_and_the_changes_of_it_tell_nothing(boss, group, qin_lan):
    own = create_own_field(boss, name="肤色")
    names = ("skin_type", "wishes", "expectation", "note", "allergies", "health", "address")
    for turn in ("早", "晚"):
        update_customer(
            boss, customer_id=qin_lan.pk, own={own.pk: SECRET + turn},
            **dict.fromkeys(names, SECRET + turn),
        )  # fmt: skip
    assert Customer.objects.of(group).get(pk=qin_lan.pk).wishes == SECRET + "晚"
    assert tables_with(SECRET) == []


def test_what_somebody_looked_for_tells_nothing(nurse):
    row, _first = claim(nurse, "once", address="/customers/", fingerprint="")
    remember(row, status=302, location=f"/customers/?q={SECRET}")
    save_view(nurse, table="customers", name="常看", query=f"q={SECRET}")
    row.refresh_from_db()
    assert row.location == f"/customers/?q={SECRET}"
    assert tables_with(SECRET) == []


def test_booking_and_arrival_tell_nothing(everything, frontdesk, jingan, li_siyu, monday):
    booked = book_appointment(
        frontdesk, store_id=jingan.pk, customer_id=li_siyu.pk, starts_at=monday("11:00"),
        item_id=everything["item_id"], doctor_id=everything["member_id"], note=SECRET,
    )  # fmt: skip
    here = register_arrival(
        frontdesk, store_id=jingan.pk, customer_id=li_siyu.pk, purpose=SECRET
    )
    booked.refresh_from_db()
    here.refresh_from_db()
    assert (booked.note, here.purpose) == (SECRET, SECRET)
    assert tables_with(SECRET) == []


@pytest.fixture
def visit(frontdesk, jingan, qin_lan, monday):
    with time_machine.travel(monday("09:30"), tick=False):
        yield register_arrival(frontdesk, store_id=jingan.pk, customer_id=qin_lan.pk)


@pytest.mark.usefixtures("zhou_ke", "dr_lin")
def test_notes_and_records_tell_nothing(visit, consultant, doctor, botox):
    words = dict.fromkeys(("wishes", "concerns", "interest", "said"), SECRET)
    note = write_consult_note(consultant, visit_id=visit.pk, **words)
    parts = dict.fromkeys(("complaint", "history", "findings", "diagnosis", "advice"), SECRET)
    plan = [{"item_id": botox.pk, "quantity": 1, "note": SECRET}]
    record = save_record(doctor, visit_id=visit.pk, parts=parts, plan=plan)
    sign_record(doctor, record_id=record.pk)
    more = {"history": f"{SECRET}，补充"}
    amended = amend_record(doctor, record_id=record.pk, parts=more, reason=SECRET)
    for row in (note, record, amended):
        row.refresh_from_db()
    assert (note.said, amended.reason) == (SECRET, SECRET)
    assert record.plan == amended.plan
    assert record.plan[0]["note"] == SECRET
    assert tables_with(SECRET) == []


def test_what_comes_of_work_and_of_follow_ups_tells_nothing(
    everything, boss, group, jingan, monday
):
    todo = create_todo(
        boss, store_id=jingan.pk, title="回电", due_at=monday("10:00"), source="here",
        detail=SECRET, customer_id=everything["customer_id"],
    )  # fmt: skip
    finish_todo(boss, todo_id=todo.pk, outcome=SECRET)
    asked = record_follow_up(
        boss, follow_up_id=everything["follow_up_id"], recovery=SECRET, satisfaction=1
    )
    assert FollowUp.objects.of(group).get(pk=asked.pk).recovery == SECRET
    assert tables_with(SECRET) == []

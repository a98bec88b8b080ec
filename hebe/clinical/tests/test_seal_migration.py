"""The migration seals plans that stood open, as the owner and past the triggers, and back."""

import pytest
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from hebe.clinical.queries import versions_of
from hebe.clinical.services import amend_record

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
OPEN = [("clinical", "0004_find_unsigned_records")]


def migrate(targets=None):
    executor = MigrationExecutor(connections["owner"])
    executor.migrate(targets or executor.loader.graph.leaf_nodes())


def stored():
    """Return what stands in the database of the signed record and its two versions."""
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT plan::text, '' FROM clinical_record")
        record = cursor.fetchall()
        cursor.execute("SELECT plan::text, reason FROM clinical_recordversion ORDER BY number")
        return record + cursor.fetchall()


@pytest.fixture
def opened(doctor, signed):
    """A record that was signed, amended without a plan, and stands open as it once did."""
    amend_record(doctor, record_id=signed.pk, parts={}, plan=[], reason="剂量录错")
    migrate(OPEN)
    yield stored()
    migrate()


def test_what_stood_open_is_sealed_and_reads_as_before(opened, doctor, signed):
    assert [plan == "[]" for plan, _reason in opened] == [True, False, True]
    assert opened[2][1] == "剂量录错"
    migrate()
    assert [plan[:3] for plan, _reason in stored()] == ["", "k1.", ""]
    newest, first = versions_of(doctor, signed)
    assert (newest.plan, newest.reason) == ([], "剂量录错")
    assert first.plan[0]["name"] == "肉毒毒素·除皱"
    migrate(OPEN)
    assert stored() == opened


def test_the_triggers_are_back_at_work(opened):
    migrate()
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_trigger WHERE tgenabled <> 'O'")
        assert cursor.fetchone() == (0,)

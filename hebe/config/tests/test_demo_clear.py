"""`hebe demo clear`: the demo is gone to its last file, and a real clinic notices nothing."""

from collections import Counter
from datetime import time
from io import BytesIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connections
from openpyxl import Workbook

from hebe.access.actor import system_actor
from hebe.config.demo import history, story, volume
from hebe.config.demo.stage import ZONE
from hebe.customers.services import create_customer
from hebe.files.services import content_of, store_file
from hebe.journal.services import seal_audit
from hebe.kernel import clock
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group
from hebe.tenancy.schema import group_models
from hebe.tenancy.services import found_group, open_store

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
RIGHTS = ("customers.view", "customers.create", "customers.import")


def short_list():
    """Return an old list of sixty customers, as a workbook."""
    book = Workbook()
    book.active.append(["姓名", "手机号"])
    for n in range(60):
        book.active.append([f"老客{n}", f"1390000{n:04d}"])
    written = BytesIO()
    book.save(written)
    return written.getvalue()


@pytest.fixture
def ours(settings, tmp_path):
    """A clinic of its own: a store, a customer, a file."""
    settings.MEDIA_ROOT = tmp_path / "files"
    clinic = found_group(name="杭州丽人医疗美容", code="liren")
    store = open_store(clinic, code="xihu", name="西湖店")
    with working_for(clinic.pk):
        actor = system_actor(clinic.pk, "王敏", *RIGHTS)
        create_customer(actor, home_store_id=store.pk, name="周小满", phone="13900001111")
        stored = store_file(actor, name="a.csv", content="姓名\n".encode(), purpose="import")
    return clinic, actor, stored


@pytest.fixture
def demo(ours, monkeypatch, tmp_path):
    """The smallest demo there can be, in the middle of its first day."""
    brought = tmp_path / "old.xlsx"
    brought.write_bytes(short_list())
    monkeypatch.setattr(story, "FILE", brought)
    monkeypatch.setattr(volume, "FULL", {"jingan": 3, "xuhui": 1})
    with clock.pretending(clock.at(clock.today(ZONE), time(15), ZONE)):
        group = story.begin()
        history.open_house(group)
    seal_audit(group_id=group.pk)
    return group


def rows():
    """Count the rows of every table of groups, by table and group."""
    found = Counter()
    with connections["owner"].cursor() as cursor:
        for table in (model._meta.db_table for model in group_models()):
            cursor.execute(f'SELECT group_id, count(*) FROM "{table}" GROUP BY 1')
            found.update({(table, group): many for group, many in cursor.fetchall()})
    return found


def files(settings):
    return {path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def sleeping_triggers():
    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_trigger WHERE tgname = 'append_only' AND tgenabled <> 'O'"
        )
        return cursor.fetchone()[0]


def test_the_demo_is_taken_away_and_nothing_else(ours, demo, settings, capsys):
    clinic, actor, stored = ours
    before = rows()
    kept = {key: many for key, many in before.items() if key[1] == clinic.pk}
    assert [table for table in story.APPEND_ONLY if not before[table, demo.pk]] == []
    assert len(files(settings)) > 1

    call_command("hebe_demo", "clear")

    gone = before.total() - sum(kept.values())
    assert capsys.readouterr().out == f"removed rows: {gone}\n"
    assert rows() == kept
    assert list(Group.objects.values_list("pk", flat=True)) == [clinic.pk]
    assert files(settings) == {stored.key}
    with working_for(clinic.pk):
        assert content_of(actor, stored.pk)[1] == "姓名\n".encode()
    assert sleeping_triggers() == 0

    call_command("hebe_demo", "clear")

    assert capsys.readouterr().out == "removed rows: 0\n"
    assert rows() == kept

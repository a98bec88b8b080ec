"""import_customers: a real clinic's list, whole or not at all, as often as one likes."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hebe.customers.importing import import_customers, save_mapping
from hebe.customers.importing.reading import read_list
from hebe.customers.legacy.errors import FileRefused
from hebe.customers.legacy.sheets import read_sheets
from hebe.customers.models import Channel, Contact, Customer, ImportRun, OpeningFact
from hebe.customers.queries import customer_counts, customer_list, my_customers, search
from hebe.customers.services import create_customer
from hebe.files.errors import FileNotWhatItSays
from hebe.files.services import store_file
from hebe.jobs.models import Job
from hebe.jobs.services import run_job, start_job
from hebe.kernel.errors import Forbidden, NotFound
from hebe.tenancy.context import working_for

DATA = Path(__file__).parents[1] / "legacy/tests/data"
FILE = DATA / "legacy-customers.xlsx"
EXPECTED = json.loads((DATA / "legacy-customers.expected.json").read_text())
SMALL = """姓名,手机,标签,储值本金
李一,13900000001,VIP、怕痛,100
王二,13900000002,,0
坏,123,,
""".encode()


@pytest.fixture
def bring(manager, jingan):
    def act(content=SMALL, name="old.csv", actor=manager, **more):
        return import_customers(
            actor, content=content, file_name=name, store_id=jingan.pk, **more
        )

    return act


def test_the_sample_reports_what_it_should_and_the_second_run_adds_nobody(bring, group):
    run, _plan = bring(FILE.read_bytes(), FILE.name)
    assert {key: run.report[key] for key in EXPECTED} == EXPECTED
    count = Customer.objects.of(group).count()
    assert count == EXPECTED["new"]
    facts = OpeningFact.objects.of(group).count()
    again, _plan = bring(FILE.read_bytes(), FILE.name)
    assert (again.report["new"], again.report["already_known"]) == (0, EXPECTED["new"])
    assert Customer.objects.of(group).count() == count
    assert OpeningFact.objects.of(group).count() == facts


def test_the_command_line_reports_the_same(group, jingan, tmp_path):
    report = tmp_path / "report.json"
    call_command("import_customers", str(FILE), "--dry-run", "--report", str(report))
    found = json.loads(report.read_text())
    assert {key: found[key] for key in EXPECTED} == EXPECTED
    assert Customer.objects.of(group).count() == 0


def command(*arguments):
    call_command("import_customers", *map(str, arguments), stdout=StringIO())


def test_the_command_line_writes_the_rejected_rows(group, jingan, tmp_path):
    out = tmp_path / "rejected.xlsx"
    command(FILE, "--store", jingan.name, "--rejected", out)
    (sheet,) = read_sheets(out.read_bytes(), out.name)
    assert len(sheet.rows) == 1 + 47
    assert Customer.objects.of(group).count() == EXPECTED["new"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("none.xlsx", None, "none.xlsx"),
        ("empty.xlsx", b"", "空的"),
        ("empty.csv", b"", "空的"),
        ("photo.xlsx", b"\xff\xd8\xff\xe0JFIF", "图片"),
        ("no.csv", "甲,乙\n一,二\n".encode(), "客户名单"),
        (
            "long.csv",
            f'姓名,手机\n李一,13900000001\n王二,"{"长" * 200_000}'.encode(),
            "第 3 行",
        ),
    ],
)
def test_the_command_line_says_what_is_wrong_with_a_file(group, tmp_path, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=said):
        command(path)
    assert ImportRun.objects.of(group).count() == 0


def test_the_command_line_names_the_stores_there_are(group, jingan, tmp_path):
    with pytest.raises(CommandError, match=jingan.name):
        command(FILE, "--store", "nowhere")
    with pytest.raises(CommandError, match="nowhere"):
        command(FILE, "--group", "nowhere")


def test_nothing_is_imported_when_its_report_has_no_place(group, tmp_path):
    for place in (tmp_path, tmp_path / "missing" / "report.json"):
        with pytest.raises(CommandError):
            command(FILE, "--report", place)
    with pytest.raises(CommandError):
        command(tmp_path)
    assert Customer.objects.of(group).count() == 0


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8", "utf-8-sig"])
def test_csv_in_the_usual_encodings(bring, group, encoding):
    run, _plan = bring(SMALL.decode().encode(encoding))
    assert (run.report["new"], run.report["rejected"]) == (2, {"bad_phone": 1})
    person = Customer.objects.of(group).get(name="李一")
    assert sorted(person.tags.values_list("tag__name", flat=True)) == ["VIP", "怕痛"]
    assert OpeningFact.objects.of(group).get().amount == 10_000


def test_imported_customers_are_found_at_once(bring, manager):
    bring()
    assert [hit.card.name for hit in search(manager, "13900000001")] == ["李一"]
    assert [hit.card.name for hit in search(manager, "王二")] == ["王二"]


def test_what_was_here_is_filled_but_never_overwritten(bring, group, qin_lan):
    list_ = "姓名,手机,来源\n秦兰,13800138001,小红书\n".encode()
    run, _plan = bring(list_)
    qin_lan.refresh_from_db()
    assert (run.report["new"], qin_lan.name) == (0, "秦兰")
    assert qin_lan.channel == Channel.objects.of(group).get(name="小红书")


def in_bulk(asked):
    """Return the statements that write many rows at once, beside what is told of them."""
    sent = [query["sql"] for query in asked]
    return [sql for sql in sent if "unnest" in sql and "journal_outbox" not in sql]


def test_a_second_run_sends_nothing_that_fills_no_gap(bring):
    bring()
    with CaptureQueriesContext(connection) as asked:
        bring()
    assert not in_bulk(asked)
    with CaptureQueriesContext(connection) as asked:
        bring("姓名,手机,标签,肤质\n李一,13900000001,网红,干性\n".encode())
    filled, indexed = in_bulk(asked)
    assert filled.startswith("UPDATE customers_customer")
    assert "customers_search" in indexed


def test_a_dry_run_writes_nobody(bring, group):
    run, plan = bring(dry_run=True)
    assert (run.report["new"], len(plan.problems)) == (2, 1)
    assert Customer.objects.of(group).count() == 0


def test_a_corrected_mapping_is_remembered(manager, bring, group):
    odd = "甲,乙\n李一,13900000001\n王二,13900000002\n".encode()
    reading = read_list(manager, odd, "odd.csv")
    mapping = reading.mapping.with_field(0, "name").with_field(1, "phone")
    save_mapping(manager, name="旧系统", mapping=mapping.to_json())
    assert [c.field for c in read_list(manager, odd, "odd.csv").mapping.columns][:2] == [
        "name", "phone",
    ]  # fmt: skip


def test_a_failure_in_the_middle_leaves_nothing(bring, group, monkeypatch):
    def broken(*_arguments):
        raise RuntimeError

    monkeypatch.setattr("hebe.customers.importing.run.index_customers", broken)
    with pytest.raises(RuntimeError):
        bring()
    assert Customer.objects.of(group).count() == 0
    assert ImportRun.objects.of(group).count() == 0


def test_disguised_and_empty_files_are_refused(bring, manager, group):
    with pytest.raises(FileRefused):
        bring(b"MZ\x90\x00" + bytes(200), "list.xlsx")
    with pytest.raises(FileNotWhatItSays):
        store_file(manager, name="list.xlsx", content=b"MZ\x90", purpose="import")
    assert Customer.objects.of(group).count() == 0


def test_who_may_not(bring, frontdesk, rival, group):
    with pytest.raises(Forbidden):
        bring(actor=frontdesk)
    with working_for(rival.group_id), pytest.raises((NotFound, Forbidden)):
        bring(actor=rival)
    assert Customer.objects.of(group).count() == 0


def test_as_a_job_it_hands_back_the_rejected_rows(manager, jingan, group):
    source = store_file(manager, name="old.csv", content=SMALL, purpose="import")
    job = start_job(
        manager, kind="customers.import", title="old.csv",
        arguments={"store_id": jingan.pk}, permission="customers.import", source=source,
    )  # fmt: skip
    done = run_job(group_id=group.pk, job_id=job.pk)
    assert (done.state, done.counts["new"], done.counts["rejected"]) == ("done", 2, 1)
    assert done.result.name.endswith(".xlsx")
    assert Contact.objects.of(group).count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_job_whose_worker_died_is_taken_up_again(manager, jingan, group):
    source = store_file(manager, name="old.csv", content=SMALL, purpose="import")
    job = start_job(
        manager, kind="customers.import", title="old.csv",
        arguments={"store_id": jingan.pk}, permission="customers.import", source=source,
    )  # fmt: skip
    Job.objects.of(group).filter(pk=job.pk).update(state="running")
    assert run_job(group_id=group.pk, job_id=job.pk).state == "done"
    assert run_job(group_id=group.pk, job_id=job.pk).state == "done"
    assert Customer.objects.of(group).count() == 2


def test_imported_customers_are_mine_but_not_newly_entered(bring, consultant, zhou_ke, boss):
    bring("姓名,手机,顾问\n李一,13900000001,周可\n".encode())
    assert [c.name for c in customer_list(consultant, mine=True)] == ["李一"]
    create_customer(consultant, name="邓婕", phone="13800136072")
    assert [c.name for c in my_customers(consultant)] == ["邓婕"]
    assert customer_counts(boss).entered_today == 1


FAMILY = """姓名,手机,生日,过敏史,储值余额
秦小满,13800138001,2014-05-01,青霉素,500
"""


def test_a_daughter_on_her_mothers_mobile_gets_her_own_file_once(bring, group, qin_lan):
    run, _plan = bring(FAMILY.encode())
    assert run.report["rejected"] == {"same_phone_other_person": 1}
    for new in (1, 0):
        run, _plan = bring(FAMILY.encode(), corrections={2: {"same_phone": "own"}})
        assert (run.report["new"], run.report["rejected"]) == (new, {})
    qin_lan.refresh_from_db()
    assert (qin_lan.allergies, qin_lan.opening.count()) == ("", 0)
    she = Customer.objects.of(group).get(name="秦小满")
    assert (she.phone, she.allergies, she.opening.count()) == ("", "青霉素", 1)
    assert [contact.value for contact in she.contacts.all()] == ["13800138001"]

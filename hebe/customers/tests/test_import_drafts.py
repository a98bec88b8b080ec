"""A list on its way in: read once, checked as it changes, swept when nobody comes back."""

from datetime import timedelta

import pytest
from django.conf import settings

from hebe.customers import importing, tasks
from hebe.customers.importing import checking
from hebe.customers.importing.drafts import GIVEN_UP_AFTER, ImportStarted, StillReading
from hebe.customers.legacy.sheets import read_sheets
from hebe.customers.models import Customer, ImportDraft, ImportProblem
from hebe.files.models import StoredFile
from hebe.files.services import content_of
from hebe.jobs.services import run_job
from hebe.kernel import clock
from hebe.kernel.errors import Forbidden, Invalid, NotFound
from hebe.tenancy.context import working_for

LIST = """姓名,手机,储值余额
李一,13900000001,100
王二,13900000002/13900000009,0
欠,13900000003,-300
坏,123,
""".encode()


@pytest.fixture
def upload(manager, jingan):
    def act(content=LIST, actor=manager):
        return importing.upload_list(actor, name="old.csv", content=content, store_id=jingan.pk)

    return act


@pytest.fixture
def large(monkeypatch):
    """Take every list for a large one, which is checked as a job."""
    monkeypatch.setattr(checking, "AT_ONCE_BYTES", 0)


@pytest.fixture
def fresh(manager):
    return lambda draft: importing.get_draft(manager, draft.pk)


def codes(draft):
    return importing.outlook_on(draft).codes


def test_a_small_list_is_checked_at_once(upload):
    draft = upload()
    assert draft.is_checked
    assert codes(draft) == {"second_phone_in_cell": 1, "negative_balance": 1, "bad_phone": 1}
    assert importing.outlook_on(draft).kept == {"principal": 1, "phone2": 1}


def test_a_large_list_is_checked_as_a_job_and_waits_until_then(
    upload, large, manager, group, fresh
):
    draft = upload()
    assert (draft.is_checked, importing.outlook_on(draft)) == (False, None)
    with pytest.raises(StillReading):
        importing.map_columns(manager, draft_id=draft.pk, fields={0: "name"})
    with pytest.raises(StillReading):
        importing.start_import(manager, draft_id=draft.pk)
    assert run_job(group_id=group.pk, job_id=draft.checking_id).state == "done"
    assert fresh(draft).is_checked
    assert sum(codes(fresh(draft)).values()) == 3


def test_changes_wait_for_one_check_and_an_outdated_one_keeps_nothing(
    upload, large, manager, group, fresh
):
    draft = upload()
    run_job(group_id=group.pk, job_id=draft.checking_id)
    importing.mend_row(manager, draft_id=draft.pk, row_no=5, typed={"phone": "13900000005"})
    waiting = fresh(draft).checking_id
    outdated = fresh(draft)
    importing.skip_row(manager, draft_id=draft.pk, row_no=4, skip=True)
    assert fresh(draft).checking_id == waiting
    assert not importing.check_list(manager, outdated).is_checked
    run_job(group_id=group.pk, job_id=waiting)
    assert fresh(draft).is_checked
    assert codes(fresh(draft)) == {"second_phone_in_cell": 1, "skipped": 1}


def test_pages_of_a_large_list_do_not_read_its_file(upload, manager, monkeypatch):
    draft = upload()

    def never(*_arguments):
        raise AssertionError

    monkeypatch.setattr(checking, "content_of", never)
    again = importing.get_draft(manager, draft.pk)
    assert importing.outlook_on(again).report["importable"] == 2
    assert [row.row_no for row in importing.problems_of(manager, again)] == [3, 4, 5]


def rows_of(book):
    (sheet,) = read_sheets(book, "rejected.xlsx")
    return [row[:2] for row in sheet.rows[1:]]


def test_a_check_keeps_the_rejected_rows_as_a_file_and_forgets_the_one_before(
    upload, manager, group, fresh, django_capture_on_commit_callbacks
):
    draft = upload()
    before = fresh(draft).rejected
    _stored, book = content_of(manager, before.pk)
    assert rows_of(book) == [["欠", "13900000003"], ["坏", "123"]]
    with django_capture_on_commit_callbacks(execute=True):
        importing.mend_row(manager, draft_id=draft.pk, row_no=5, typed={"phone": "13900000005"})
    _stored, book = content_of(manager, fresh(draft).rejected_id)
    assert rows_of(book) == [["欠", "13900000003"]]
    assert not StoredFile.objects.of(group).filter(pk=before.pk).exists()
    importing.skip_row(manager, draft_id=draft.pk, row_no=4, skip=True)
    _stored, book = content_of(manager, fresh(draft).rejected_id)
    assert rows_of(book) == [["欠", "13900000003"]]


def test_a_list_without_rejected_rows_keeps_no_file_of_them(upload, group):
    assert upload("姓名,手机\n李一,13900000001\n".encode()).rejected is None
    assert StoredFile.objects.of(group).count() == 1


def test_the_rejected_rows_are_their_persons_alone(upload, gm, rival):
    book = upload().rejected_id
    with pytest.raises(NotFound):
        content_of(gm, book)
    with working_for(rival.group_id), pytest.raises(NotFound):
        content_of(rival, book)


def test_what_would_be_rejected_again_is_refused_and_changes_nothing(upload, manager, fresh):
    draft = upload()
    with pytest.raises(Invalid, match=r"digits|位"):
        importing.mend_row(manager, draft_id=draft.pk, row_no=5, typed={"phone": "1390000"})
    assert (fresh(draft).edition, fresh(draft).fixes) == (0, "")


def test_samples_and_problems_are_sealed(upload, group):
    from django.db import connection  # noqa: PLC0415

    draft = upload()
    with connection.cursor() as cursor:
        cursor.execute("SELECT outlook FROM customers_importdraft WHERE id = %s", [draft.pk])
        assert "139" not in cursor.fetchone()[0]
        cursor.execute("SELECT told FROM customers_importproblem LIMIT 1")
        assert cursor.fetchone()[0].startswith("k")


def test_a_list_given_up_goes_with_its_file(
    upload, manager, group, django_capture_on_commit_callbacks
):
    draft = upload()
    place = settings.MEDIA_ROOT / draft.source.key[:2] / draft.source.key
    assert place.exists()
    with django_capture_on_commit_callbacks(execute=True):
        importing.discard_draft(manager, draft_id=draft.pk)
    assert not place.exists()
    assert not StoredFile.objects.of(group).exists()
    assert not ImportProblem.objects.of(group).exists()


def test_a_list_handed_over_cannot_be_given_up(upload, manager, group):
    draft = upload()
    importing.start_import(manager, draft_id=draft.pk)
    with pytest.raises(ImportStarted):
        importing.discard_draft(manager, draft_id=draft.pk)
    assert ImportDraft.objects.of(group).count() == 1


def test_the_sweep_takes_what_nobody_touched_for_two_weeks(upload, manager, group):
    old, handed_over, young = upload(), upload(), upload()
    importing.start_import(manager, draft_id=handed_over.pk)
    long_ago = clock.now() - GIVEN_UP_AFTER - timedelta(hours=1)
    ImportDraft.objects.of(group).filter(pk__in=[old.pk, handed_over.pk]).update(
        touched_at=long_ago
    )
    tasks.sweep_drafts(0)
    left = ImportDraft.objects.of(group).values_list("pk", flat=True)
    assert set(left) == {handed_over.pk, young.pk}
    assert not StoredFile.objects.of(group).filter(pk=old.source_id).exists()


def test_a_check_of_a_list_given_up_ends_in_peace(upload, large, manager, group):
    draft = upload()
    importing.discard_draft(manager, draft_id=draft.pk)
    assert run_job(group_id=group.pk, job_id=draft.checking_id).state == "done"


def test_a_large_file_that_is_no_list_says_so_in_its_job(upload, large, group):
    draft = upload("甲\n一\n".encode())
    job = run_job(group_id=group.pk, job_id=draft.checking_id)
    assert job.state == "failed"
    assert job.problem


def test_who_may_not(upload, manager, frontdesk, rival, group):
    draft = upload()
    for act in (importing.discard_draft, importing.check_again, importing.start_import):
        with pytest.raises(Forbidden):
            act(frontdesk, draft_id=draft.pk)
        with working_for(rival.group_id), pytest.raises((NotFound, Forbidden)):
            act(rival, draft_id=draft.pk)
    with working_for(rival.group_id):
        assert not list(importing.problems_of(rival, draft))
    assert ImportDraft.objects.of(group).get().edition == 0
    assert not Customer.objects.of(group).exists()

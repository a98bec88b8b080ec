"""Two imports of one file at one moment: one brings everybody in, the other adds nobody."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest
from django.db import connection

from hebe.customers import importing
from hebe.customers.models import Contact, Customer, ImportRun, OpeningFact, SearchEntry
from hebe.jobs.errors import StillRunning
from hebe.jobs.models import Job
from hebe.jobs.services import run_job
from hebe.tenancy.context import working_for

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
LIST = """姓名,手机,微信,储值本金
李一,13900000001,wx_1,100
王二,13900000002,wx_2,200
坏,123,,
""".encode()


def at_once(act, times):
    """Do it in so many threads that begin together, each connected beforehand."""
    barrier = Barrier(times, timeout=30)

    def one(turn):
        try:
            connection.ensure_connection()
            barrier.wait()
            return act(turn)
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as pool:
        return list(pool.map(one, range(times)))


def all_are_here_once(group):
    people = Customer.objects.of(group)
    assert sorted(people.values_list("name", flat=True)) == ["李一", "王二"]
    assert sorted(people.values_list("phone", flat=True)) == ["13900000001", "13900000002"]
    assert len(set(people.values_list("member_no", flat=True))) == 2
    for kept in (Contact, OpeningFact, SearchEntry):
        assert kept.objects.of(group).count() == 2


def test_of_four_imports_of_one_file_one_brings_everybody_in(manager, jingan, group):
    def bring(_turn):
        with working_for(group.pk):
            run, _plan = importing.import_customers(
                manager, content=LIST, file_name="old.csv", store_id=jingan.pk
            )
        return run.report["new"], run.report.get("already_known", 0)

    assert sorted(at_once(bring, 4)) == [(0, 2), (0, 2), (0, 2), (2, 0)]
    all_are_here_once(group)
    assert ImportRun.objects.of(group).count() == 4


def test_two_jobs_of_one_file_end_as_one(manager, jingan, group):
    def started():
        draft = importing.upload_list(manager, name="old.csv", content=LIST, store_id=jingan.pk)
        return importing.start_import(manager, draft_id=draft.pk).pk

    with working_for(group.pk):
        jobs = [started(), started()]
    done = at_once(lambda turn: run_job(group_id=group.pk, job_id=jobs[turn]), 2)
    assert [job.state for job in done] == ["done", "done"]
    assert sorted((job.counts["new"], job.counts["known"]) for job in done) == [(0, 2), (2, 0)]
    assert [job.counts["rejected"] for job in done] == [1, 1]
    all_are_here_once(group)


def carried_out(group, job):
    """Run a job, unless another worker is at it."""
    with suppress(StillRunning):
        run_job(group_id=group.pk, job_id=job.pk)


def test_one_job_taken_up_by_two_workers_is_done_once(manager, jingan, group):
    with working_for(group.pk):
        draft = importing.upload_list(manager, name="old.csv", content=LIST, store_id=jingan.pk)
        job = importing.start_import(manager, draft_id=draft.pk)
    at_once(lambda _turn: carried_out(group, job), 2)
    assert Job.objects.of(group).get(pk=job.pk).state == "done"
    all_are_here_once(group)


def test_import_pressed_in_two_windows_at_once_starts_one_job(manager, jingan, group):
    with working_for(group.pk):
        draft = importing.upload_list(manager, name="old.csv", content=LIST, store_id=jingan.pk)

    def press(_turn):
        with working_for(group.pk):
            return importing.start_import(manager, draft_id=draft.pk).pk

    pressed = at_once(press, 4)
    assert len(set(pressed)) == 1
    assert Job.objects.of(group).filter(kind="customers.import").count() == 1

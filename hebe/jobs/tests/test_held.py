"""One job, one worker, also where one was thought dead."""

import pytest

from hebe.jobs import tasks
from hebe.jobs.choices import State
from hebe.jobs.errors import StillRunning
from hebe.jobs.held import held
from hebe.jobs.models import Job
from hebe.jobs.registry import KINDS, Kind
from hebe.jobs.services import run_job, start_job

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def runs(monkeypatch):
    heard = []
    work = Kind(whole=lambda _actor, _progress: heard.append(1))
    monkeypatch.setitem(KINDS, "test.once", work)
    return heard


@pytest.fixture
def job(manager, runs):
    return start_job(
        manager, kind="test.once", title="once", arguments={}, permission="customers.view"
    )


def test_a_job_that_another_worker_is_at_is_left_alone(job, group, runs):
    with held(job.pk) as side:
        assert side is not None
        with pytest.raises(StillRunning):
            run_job(group_id=group.pk, job_id=job.pk)

    assert runs == []
    assert run_job(group_id=group.pk, job_id=job.pk).state == State.DONE
    assert runs == [1]


def test_it_is_looked_at_again_in_case_the_other_dies_after_all(job, group, runs):
    from django.db import connection  # noqa: PLC0415

    with held(job.pk):
        tasks.run_job(group_id=group.pk, job_id=job.pk)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = %s"
            " AND scheduled_at > now()",
            ["hebe.jobs.tasks.run_job"],
        )
        assert cursor.fetchone() == (1,)
    assert Job.objects.of(group).get(pk=job.pk).state == State.WAITING

"""What a job made is had only by who may make it now."""

import pytest
from django.test import Client

from hebe.access.models import Role, User
from hebe.access.queries import actor_for
from hebe.access.services import create_api_key
from hebe.customers.models import Customer
from hebe.files.models import StoredFile
from hebe.jobs.exports import start_export
from hebe.jobs.models import Job
from hebe.jobs.queries import get_job, my_jobs, result_of
from hebe.jobs.services import forget_results, run_job
from hebe.kernel.errors import NotFound


@pytest.fixture
def exported(director, qin_lan, group):
    job = start_export(director, sheet="customers", found=Customer.objects.of(group))
    return run_job(group_id=group.pk, job_id=job.pk)


def without(actor, permission):
    for role in Role.objects.of(actor):
        role.permissions = [code for code in role.permissions if code != permission]
        role.save()


def test_its_owner_has_it(director, exported):
    assert [job.pk for job in my_jobs(director)] == [exported.pk]
    assert result_of(director, exported.pk)[0].pk == exported.result_id


def test_once_the_right_is_withdrawn_it_is_not_there(director, exported, group):
    without(director, "customers.export")
    now = actor_for(User.objects.of(group).get(pk=director.user_id))

    assert my_jobs(now) == []
    for read in (get_job, result_of):
        with pytest.raises(NotFound):
            read(now, exported.pk)


def test_a_right_that_reaches_less_than_it_did_gives_nothing_either(director, exported, jingan):
    grant = director.grants["customers.export"]
    narrow = type(grant)(frozenset({jingan.pk}))
    now = type(director)(
        director.user_id, director.name, director.group_id,
        {**director.grants, "customers.export": narrow},
    )  # fmt: skip

    with pytest.raises(NotFound):
        result_of(now, exported.pk)


def test_the_file_dies_with_the_right(director, exported, group):
    assert forget_results(group) == 0
    without(director, "customers.export")

    assert forget_results(group) == 1

    assert not StoredFile.objects.of(group).filter(pk=exported.result_id).exists()
    assert Job.objects.of(group).get(pk=exported.pk).result is None


def test_a_key_with_another_right_sees_neither_the_job_nor_its_file(exported, group, boss):
    owner = User.objects.of(group).get(pk=exported.user_id)
    _key, secret = create_api_key(
        boss, user_id=owner.pk, name="calendar", scopes=["scheduling.view"]
    )
    client, key = Client(), {"Authorization": f"Bearer {secret}"}

    assert client.get("/api/v1/jobs", headers=key).json() == []
    for path in (f"/api/v1/jobs/{exported.pk}", f"/api/v1/jobs/{exported.pk}/result"):
        assert client.get(path, headers=key).status_code == 404

"""The list of one's own long work."""

import pytest

from hebe.jobs.services import begin_house_work, run_job, start_job, tell_house_work


@pytest.fixture
def job(manager, group, qin_lan):
    given = {"sheet": "customers", "ids": [qin_lan.pk]}
    return start_job(
        manager,
        kind="export",
        title="导出 1 位",
        arguments=given,
        permission="customers.export",
    )


def test_an_empty_list_says_what_to_do(client_of):
    page = client_of("manager").get("/jobs/")
    assert page.status_code == 200
    assert "h-empty" in page.content.decode()


def test_a_job_is_watched_until_its_file_can_be_fetched(client_of, job, group):
    client = client_of("manager")
    assert "every 1s" in client.get("/jobs/").content.decode()
    run_job(group_id=group.pk, job_id=job.pk)
    card = client.get(f"/jobs/{job.pk}/bar/", headers={"HX-Request": "true"}).content.decode()
    assert "every 1s" not in card
    assert f"/jobs/{job.pk}/result/" in card
    file = client.get(f"/jobs/{job.pk}/result/")
    assert (file.content[:2], file["X-Content-Type-Options"]) == (b"PK", "nosniff")


def test_a_job_without_a_file_has_nothing_to_fetch(client_of, job):
    assert client_of("manager").get(f"/jobs/{job.pk}/result/").status_code == 404


@pytest.mark.parametrize("login", ["gm", "rival"])
def test_nobody_sees_the_jobs_of_others(client_of, job, group, login):
    run_job(group_id=group.pk, job_id=job.pk)
    client = client_of(login)
    assert "导出 1 位" not in client.get("/jobs/").content.decode()
    for end in ("", "bar/", "result/"):
        assert client.get(f"/jobs/{job.pk}/{end}").status_code == 404


def test_everybody_watches_the_house_at_work_until_it_is_done(client_of, group):
    work = begin_house_work(group, kind="demo.history", title="往日", arguments={}, total=4)
    tell_house_work(work, 1)
    nurse = client_of("nurse")

    line = nurse.get("/jobs/house/").content.decode()

    assert "往日" in line
    assert "25%" in line
    assert "往日" in nurse.get("/jobs/").content.decode()
    assert client_of("rival").get("/jobs/house/").content == b""
    tell_house_work(work, 4)
    assert nurse.get("/jobs/house/").content == b""

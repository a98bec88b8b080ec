"""The wizard, step by step, with the clinic's real list."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hebe.customers.models import Customer
from hebe.jobs.models import Job
from hebe.jobs.services import run_job

FILE = Path(__file__).parents[3] / "customers/legacy/tests/data/legacy-customers.xlsx"


@pytest.fixture
def upload(client_of):
    client = client_of("manager")

    def send(content, name):
        return client, client.post("/import/", {"file": SimpleUploadedFile(name, content)})

    return send


def test_from_the_file_to_the_customers(upload, group, jingan):
    client, reply = upload(FILE.read_bytes(), FILE.name)
    page = client.get(reply["Location"])
    assert page.status_code == 200
    chosen = {f"column-{n}": c.field for n, c in enumerate(page.context["columns"])}
    reply = client.post(reply["Location"], chosen)
    page = client.get(reply["Location"])
    assert page.context["report"]["new"] == 1953
    assert len(page.context["problems"]) > 50
    reply = client.post(reply["Location"], {"store": jingan.pk, "once": "one"})
    job = Job.objects.of(group).get()
    assert run_job(group_id=group.pk, job_id=job.pk).state == "done"
    assert Customer.objects.of(group).count() == 1953
    page = client.get(reply["Location"])
    assert page.context["run"].report["rows"] == 2037
    book = client.get(f"/jobs/{job.pk}/result/")
    assert book.content[:2] == b"PK"


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"MZ\x90\x00", "list.xlsx"),
        (b"", "list.xlsx"),
        (b"%PDF-1.4", "list.csv"),
        (b"x", "a.exe"),
    ],
)
def test_what_is_no_list_stays_outside(upload, group, content, name):
    _client, reply = upload(content, name)
    assert reply.status_code in {409, 422}
    assert Customer.objects.of(group).count() == 0


def test_an_oversized_file_stays_outside(upload, settings):
    settings.HEBE_UPLOAD_BYTES = 1000
    assert upload(b"a,b\n" * 600, "list.csv")[1].status_code == 422


def test_only_those_who_may(client_of, upload):
    assert client_of("frontdesk").get("/import/").status_code == 403
    client, reply = upload(FILE.read_bytes(), FILE.name)
    assert client_of("gm").get(reply["Location"]).status_code == 404
    assert client_of("rival").get(reply["Location"]).status_code == 404
    del client


def test_the_mapping_needs_name_and_phone(upload):
    client, reply = upload(FILE.read_bytes(), FILE.name)
    assert client.post(reply["Location"], {"column-0": "name"}).status_code == 422

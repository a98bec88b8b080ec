"""The import and its job over the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hebe.customers.legacy.sheets import read_sheets
from hebe.customers.models import Customer
from hebe.jobs.services import run_job

LIST = "姓名,手机\n李一,13900000001\n坏,123\n".encode()


@pytest.fixture
def upload(api_of, jingan):
    def act(login="manager", content=LIST, name="old.csv"):
        api = api_of(login)
        reply = api.client.post(
            "/api/v1/imports",
            {"file": SimpleUploadedFile(name, content), "store_id": jingan.pk},
            headers={"Authorization": f"Bearer {api.secret}"},
        )
        return api, reply

    return act


def test_a_list_is_uploaded_mended_imported_and_its_job_watched(upload, group):
    api, reply = upload()
    assert reply.status_code == 201, reply.content
    draft = reply.json()
    assert (draft["report"]["new"], draft["report"]["rejected"]) == (1, {"bad_phone": 1})
    there = f"/imports/{draft['id']}"
    assert [p["row"] for p in api("get", f"{there}/problems").json()] == [3]
    fields = {"fields": {"phone": "13900000002"}}
    assert api("put", f"{there}/rows/3", fields).status_code == 204
    assert api("put", f"{there}/rows/2/skip", {"skip": True}).status_code == 204
    assert api("put", f"{there}/columns", {"fields": {"0": "name"}}).status_code == 200
    assert api("get", there).json()["report"]["new"] == 1
    job = api("post", f"{there}/start").json()
    run_job(group_id=group.pk, job_id=job["id"])
    assert api("get", f"/jobs/{job['id']}").json()["state"] == "done"
    assert [j["id"] for j in api("get", "/jobs").json()] == [job["id"]]
    assert api("get", f"/jobs/{job['id']}/result").content[:2] == b"PK"
    assert [c.name for c in Customer.objects.of(group)] == ["坏"]
    assert api("delete", there).status_code == 409


def test_the_rows_that_would_stay_out_are_fetched_before_anything_is_imported(upload, group):
    api, reply = upload()
    there = f"/imports/{reply.json()['id']}/rejected"
    book = api("get", there)
    assert book["Content-Disposition"].startswith("attachment")
    assert book["Cache-Control"] == "private, no-store"
    (sheet,) = read_sheets(book.content, "rejected.xlsx")
    assert [row[:2] for row in sheet.rows[1:]] == [["坏", "123"]]
    assert Customer.objects.of(group).count() == 0


def test_where_every_row_comes_in_there_is_nothing_to_fetch(upload):
    api, reply = upload(content="姓名,手机\n李一,13900000001\n".encode())
    assert api("get", f"/imports/{reply.json()['id']}/rejected").status_code == 404


def test_while_a_list_is_counted_again_no_outdated_rows_are_fetched(upload, monkeypatch):
    api, reply = upload()
    there = f"/imports/{reply.json()['id']}"
    monkeypatch.setattr("hebe.customers.importing.checking.AT_ONCE_BYTES", 0)
    assert api("put", f"{there}/rows/2/skip", {"skip": True}).status_code == 204
    refusal = api("get", f"{there}/rejected")
    assert (refusal.status_code, refusal.json()["code"]) == (409, "still_reading")


def test_a_disguised_file_is_refused(upload):
    _api, reply = upload(content=b"MZ\x90", name="old.xlsx")
    assert (reply.status_code, reply.json()["code"]) == (422, "file_not_what_it_says")


def test_who_may_not(upload, api_of):
    assert upload("frontdesk")[1].status_code == 403
    draft = upload()[1].json()
    for login in ("gm", "rival"):
        assert api_of(login)("get", f"/imports/{draft['id']}").status_code in {403, 404}
        assert api_of(login)("get", f"/imports/{draft['id']}/rejected").status_code == 404
        assert api_of(login)("post", f"/imports/{draft['id']}/start").status_code in {403, 404}

"""The card of files on a customer's page."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hebe.customers.models import Attachment


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def upload(client, customer, name="报告.pdf", content=b"%PDF-1.7"):
    file = SimpleUploadedFile(name, content)
    address = f"/customers/{customer.pk}/files/new/"
    return client.post(
        address, {"file": file, "note": "化验单"}, headers={"HX-Request": "true"}
    )


def page_of(client, customer, part=""):
    return client.get(f"/customers/{customer.pk}/{part}").content.decode()


def test_a_file_is_added_in_the_drawer_and_fetched_from_the_card(client_of, qin_lan, group):
    client = client_of("frontdesk")
    assert "还没有文件" in page_of(client, qin_lan, "files/")
    assert f"/customers/{qin_lan.pk}/files/" in page_of(client, qin_lan)

    upload(client, qin_lan)

    (made,) = Attachment.objects.of(group)
    card = page_of(client, qin_lan, "files/")
    assert "化验单" in card
    page = client.get(f"/customers/{qin_lan.pk}/files/{made.pk}/")
    assert page["Content-Disposition"].startswith("attachment")
    assert page["X-Content-Type-Options"] == "nosniff"


def test_what_is_not_taken_is_said_and_the_note_stays(client_of, qin_lan, group):
    page = upload(client_of("frontdesk"), qin_lan, "a.exe", b"MZ")

    assert page.status_code == 422
    assert "化验单" in page.content.decode()
    assert not Attachment.objects.of(group).exists()


def test_taking_away_asks_for_a_reason(client_of, qin_lan, group):
    client = client_of("frontdesk")
    upload(client, qin_lan)
    address = f"/customers/{qin_lan.pk}/files/{Attachment.objects.of(group).get().pk}/remove/"

    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "放错了"})

    assert "还没有文件" in page_of(client, qin_lan, "files/")


def test_who_may_not_see_files_has_no_card(client_of, qin_lan):
    client = client_of("warehouse")
    assert client.get(f"/customers/{qin_lan.pk}/files/").status_code == 403
    assert f"/customers/{qin_lan.pk}/files/" not in page_of(client, qin_lan)


def test_by_the_api(api_of, qin_lan, client_of, group):
    upload(client_of("frontdesk"), qin_lan)
    (row,) = api_of("frontdesk")("get", f"/customers/{qin_lan.pk}/files").json()

    assert (row["name"], row["note"], row["size"]) == ("报告.pdf", "化验单", 8)
    assert api_of("frontdesk")("get", f"/files/{row['id']}").content == b"%PDF-1.7"
    gone = api_of("frontdesk")("post", f"/files/{row['id']}/remove", {"reason": "x"})
    assert gone.status_code == 204
    assert api_of("warehouse")("get", f"/customers/{qin_lan.pk}/files").status_code == 403

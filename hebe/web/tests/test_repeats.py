"""A form that is sent again is carried out once."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from hebe.access.models import Role
from hebe.customers.models import ImportDraft

pytestmark = pytest.mark.django_db
NIGHT = {"code": "night", "name": "夜班", "permissions": [], "once": "a-token"}


def test_a_repeat_leads_to_the_same_place(client_of, group):
    client = client_of("admin")
    first = client.post("/roles/new/", NIGHT)
    again = client.post("/roles/new/", NIGHT)
    assert (first.status_code, again.status_code) == (302, 302)
    assert first["Location"] == again["Location"]
    assert Role.objects.of(group).filter(code="night").count() == 1


def test_so_does_a_repeat_by_script(client_of):
    client = client_of("admin")
    replies = [
        client.post("/roles/new/", NIGHT, headers={"HX-Request": "true"}) for _ in range(2)
    ]
    assert [reply["HX-Redirect"] for reply in replies] == ["/roles/", "/roles/"]


def test_other_contents_are_not_taken_for_a_repeat(client_of, group):
    client = client_of("admin")
    client.post("/roles/new/", NIGHT)
    assert client.post("/roles/new/", NIGHT | {"code": "day"}).status_code == 409
    assert not Role.objects.of(group).filter(code="day").exists()


def test_text_with_nul_is_refused_wherever_it_stands(client_of, group):
    body = NIGHT | {"permissions": ["clinical.view\x00", "clinical.view"]}
    assert client_of("admin").post("/roles/new/", body).status_code == 400
    assert not Role.objects.of(group).filter(code="night").exists()


def test_a_corrected_file_is_not_taken_for_the_one_sent_before(client_of, jingan, group):
    client = client_of("manager")

    def send(content):
        sent = SimpleUploadedFile("old.csv", content)
        body = {"file": sent, "store": jingan.pk, "once": "a-token"}
        return client.post("/import/", body)

    wrong, right = (f"姓名,手机\n秦岚,{n}\n".encode() for n in (13800138001, 13800138002))
    first = send(wrong)
    assert send(wrong)["Location"] == first["Location"]
    assert (len(wrong), send(right).status_code) == (len(right), 409)
    assert ImportDraft.objects.of(group).count() == 1

"""A form that is sent again is carried out once."""

import pytest

from hebe.access.models import Role

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

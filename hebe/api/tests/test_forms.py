"""A form is taken as strictly as a body: each part has a name that is known, or is refused."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile


@pytest.fixture
def sent(clinic, client, api_of, qin_lan):
    """Return what a form is answered that was sent to a customer's files."""

    def act(**parts):
        return client.post(
            f"/api/v1/customers/{qin_lan.pk}/files", parts,
            headers={"Authorization": f"Bearer {api_of('manager').secret}"},
        )  # fmt: skip

    return act


def letter():
    """Return a small file."""
    return SimpleUploadedFile(
        "letter.txt", "上次填充在左颊".encode(), content_type="text/plain"
    )


def test_a_note_may_be_left_out(sent):
    reply = sent(file=letter())
    assert (reply.status_code, reply.json().get("note")) == (201, ""), reply.json()


@pytest.mark.parametrize(
    ("parts", "field", "advice"),
    [
        ({"notes": "a"}, "notes", "Did you mean note?"),
        ({"fiel": letter()}, "fiel", "Did you mean file?"),
        ({"fiel": "text"}, "fiel", None),
        ({"note": letter()}, "note", None),
    ],
)
def test_a_misspelled_part_of_a_form_is_refused(sent, parts, field, advice):
    reply = sent(file=letter(), **parts)
    (error,) = reply.json().get("errors") or [None]
    assert reply.status_code == 422
    assert (error["field"], error.get("advice")) == (field, advice)


def test_a_file_is_missing_when_text_stands_in_its_place(sent):
    reply = sent(file="text")
    assert (reply.status_code, {e["field"] for e in reply.json()["errors"]}) == (422, {"file"})

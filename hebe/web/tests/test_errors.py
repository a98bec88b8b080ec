"""What went wrong, what is safe, and a way on: for every error, in both languages."""

import pytest
from django.test import Client, override_settings

pytestmark = pytest.mark.django_db
LANGUAGES = {"zh-hans": "没有", "en": "Nothing was saved"}


@pytest.fixture
def door():
    return Client(enforce_csrf_checks=True, raise_request_exception=False)


@pytest.mark.parametrize("language", LANGUAGES)
@override_settings(DATA_UPLOAD_MAX_MEMORY_SIZE=10)
def test_too_much_at_once(language):
    page = Client().post(
        "/sign-in/", {"login": "x" * 100}, headers={"Accept-Language": language}
    )
    assert page.status_code == 413
    assert LANGUAGES[language] in page.content.decode()
    assert 'href="/"' in page.content.decode()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_that_was_open_too_long(door, language):
    page = door.post("/sign-in/", {"login": "x"}, headers={"Accept-Language": language})
    assert page.status_code == 403
    assert LANGUAGES[language] in page.content.decode()


def test_a_request_that_makes_no_sense(client_of):
    assert client_of("admin").post("/roles/new/", {"code": "a\x00"}).status_code == 400


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_nobody_foresaw(door, language, monkeypatch):
    def broken(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr("hebe.web.access.health.JsonResponse", broken)
    page = door.get("/healthz", headers={"Accept-Language": language})
    assert page.status_code == 500
    assert LANGUAGES[language] in page.content.decode()


def test_an_address_that_is_not_there(client_of):
    page = client_of("frontdesk").get("/nowhere/")
    assert page.status_code == 404
    assert 'href="/"' in page.content.decode()

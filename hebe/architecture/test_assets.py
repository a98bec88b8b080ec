"""Every file that a page names is served, under the very name that the server gives it."""

import re

import pytest
from django.conf import settings
from django.core.files.storage import storages

from hebe.architecture.test_roles import SCREENS, real

NAMED = re.compile(r'(?:src|href)="(/static/[^"#?]+)')
VIEWERS = ("admin", "manager", "doctor", "nurse")


def test_pages_are_tested_with_the_storage_they_are_served_with():
    assert "Manifest" in type(storages["staticfiles"]).__name__
    assert not settings.WHITENOISE_USE_FINDERS


@pytest.mark.django_db
def test_the_documentation_of_the_api_is_shown_with_its_style(client):
    page = client.get("/api/v1/docs")
    assert page.status_code == 200
    named = NAMED.findall(page.content.decode())
    assert [client.get(name).status_code for name in named] == [200, 200]


@pytest.mark.parametrize("login", VIEWERS)
def test_every_file_that_a_page_names_is_served(login, everything, client_of):
    client, named = client_of(login), {}
    for path, _needed in SCREENS:
        page = client.get(real(path, everything))
        if page.status_code == 200 and "html" in page["Content-Type"]:
            for name in NAMED.findall(page.content.decode()):
                named.setdefault(name, path)
    assert len(named) > 5
    lost = {n: p for n, p in named.items() if client.get(n).status_code != 200}
    assert not lost

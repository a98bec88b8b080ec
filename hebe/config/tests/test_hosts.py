"""Hebe answers to its own names only, and says so to whoever calls it by another."""

import pytest
from django.test import Client

from hebe.config import hosts


@pytest.fixture
def page_of(settings, monkeypatch, db):
    monkeypatch.setattr(hosts.socket, "gethostname", lambda: "Front.clinic.cn")
    settings.ALLOWED_HOSTS = hosts.named("")
    return lambda host: Client(SERVER_NAME=host, raise_request_exception=False).get("/sign-in/")


@pytest.mark.parametrize(
    "host",
    [
        "localhost",
        "127.0.0.1",
        "[::1]",
        "192.168.1.20",
        "front",
        "front.lan",
        "front.clinic.cn",
    ],
)
def test_who_calls_by_address_or_by_this_machines_name_is_answered(page_of, host):
    assert page_of(host).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "1.evil"])
def test_a_foreign_name_that_leads_here_is_turned_away_and_told_why(page_of, host):
    page = page_of(host)
    assert page.status_code == 400
    assert "HEBE_HOSTS" in page.content.decode()


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_self_checks_answer_under_any_name(page_of, path):
    assert Client(SERVER_NAME="evil.example").get(path).status_code in {200, 503}


def test_a_foreign_name_costs_one_line_of_the_log(page_of, caplog):
    page_of("evil.example")

    assert [record.getMessage() for record in caplog.records] == [
        "Invalid HTTP_HOST header: 'evil.example'"
    ]
    assert not caplog.records[0].exc_info


def test_names_that_were_given_are_the_only_ones():
    assert hosts.named("clinic.example,") == ["clinic.example"]

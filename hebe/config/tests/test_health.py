"""The doctor tells in plain words what is wrong."""

from collections import namedtuple

import pytest
from django.db import DatabaseError

from hebe.config import health

Usage = namedtuple("Usage", "total used free")


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_sound_installation_has_no_problem(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path

    problems = [f for f in health.examine() if f.level is health.Level.PROBLEM]

    assert not problems


@pytest.mark.django_db
def test_the_tests_themselves_work_under_the_bound_role():
    finding = health.check_role()

    assert finding.level is health.Level.GOOD
    assert "hebe_app" in finding.what


@pytest.mark.django_db
def test_a_missing_worker_is_a_note_with_advice():
    finding = health.check_worker()

    assert finding.level is health.Level.WARNING
    assert "hebe serve" in finding.advice


def test_a_full_disk_is_a_problem(monkeypatch):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _path: Usage(10, 9, 1024))

    assert health.check_disk().level is health.Level.PROBLEM


def test_a_check_that_fails_ends_nothing(monkeypatch):
    def broken(_sql):
        raise DatabaseError("no connection")

    monkeypatch.setattr(health, "_ask", broken)
    monkeypatch.setattr(health.prepare, "pending_migrations", list)
    monkeypatch.setattr(health.schema, "gaps", lambda _connection: [])

    findings = list(health.examine())

    assert any("database: could not be checked" in f.what for f in findings)
    assert findings[-1].what.endswith("free for data")

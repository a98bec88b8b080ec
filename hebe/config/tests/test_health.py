"""The doctor tells in plain words what is wrong."""

from collections import namedtuple

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connections

from hebe.config import health, hosts
from hebe.customers.services import create_tag
from hebe.journal.choices import State
from hebe.journal.models import Delivery
from hebe.kernel import keys

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


@pytest.mark.django_db(databases=["default", "owner"])
def test_a_reaction_that_failed_for_good_is_a_problem(boss):
    assert health.check_deliveries().level is health.Level.GOOD
    for name in ("怕疼", "话少"):
        create_tag(boss, name=name)
    Delivery.objects.of(boss).update(state=State.RESTING)

    finding = health.check_deliveries()

    assert finding.level is health.Level.PROBLEM
    assert finding.what.startswith("2 reactions to events failed")


def test_a_full_disk_is_a_problem(monkeypatch):
    monkeypatch.setattr(health.shutil, "disk_usage", lambda _path: Usage(10, 9, 1024))

    assert health.check_disk().level is health.Level.PROBLEM


OWN = hosts.named("")


@pytest.mark.parametrize(
    ("behind", "names", "level"),
    [
        (True, ["*"], health.Level.WARNING),
        (False, ["*"], health.Level.WARNING),
        (True, OWN, health.Level.WARNING),
        (False, OWN, health.Level.GOOD),
        (True, ["clinic.example"], health.Level.GOOD),
    ],
)
def test_any_host_name_and_a_proxys_unknown_one_are_notes(settings, behind, names, level):
    settings.HEBE_BEHIND_PROXY, settings.ALLOWED_HOSTS = behind, names

    assert health.check_hosts().level is level


@pytest.mark.django_db
def test_a_database_that_does_not_answer_is_told_once_with_its_reason(monkeypatch, tmp_path):
    monkeypatch.setitem(connections["default"].settings_dict, "HOST", str(tmp_path))

    problems = [f for f in health.examine() if f.level is health.Level.PROBLEM]

    assert len(problems) == 1
    assert "does not let the application in" in problems[0].what
    assert "hebe setup" in problems[0].advice


@pytest.mark.parametrize(
    ("check", "answer", "advice"),
    [("check_database", 150004, "PostgreSQL 16"), ("check_role", True, "NOBYPASSRLS")],
)
def test_an_old_or_too_powerful_database_is_a_problem(monkeypatch, check, answer, advice):
    monkeypatch.setattr(health, "_ask", lambda _sql: answer)

    finding = getattr(health, check)()

    assert finding.level is health.Level.PROBLEM
    assert advice in finding.advice


def test_tables_behind_the_code_or_open_to_other_groups_are_a_problem(monkeypatch):
    names = [f"app.{n:04d}" for n in range(9)]
    monkeypatch.setattr(health.prepare, "pending_migrations", lambda: names)
    monkeypatch.setattr(health.schema, "gaps", lambda _connection: names)

    pending, bare = health.check_migrations(), health.check_locks()

    assert "lack 9 migrations" in pending.what
    assert bare.what.endswith("app.0003 and 5 more")
    assert {pending.level, bare.level} == {health.Level.PROBLEM}


def test_files_that_cannot_be_written_are_a_problem(monkeypatch, settings, tmp_path):
    (tmp_path / "files").write_text("in the way")
    settings.MEDIA_ROOT = tmp_path / "files"
    monkeypatch.setattr(health, "check_answer", lambda: health.Finding(health.Level.GOOD, ""))

    found = [f for f in health.examine() if f.what.startswith("storage: could not")]

    assert found[0].level is health.Level.PROBLEM


def test_a_key_that_others_can_read_or_that_has_no_copy_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("HEBE_DATA", str(tmp_path))
    keys.master_key()
    assert health.check_key().level is health.Level.GOOD
    assert health.check_key_copy().level is health.Level.WARNING
    keys.key_file().chmod(0o644)

    assert health.check_key().advice == f"Run: chmod 600 {keys.key_file()}"


def test_the_command_ends_with_a_problem_when_there_is_one(monkeypatch, capsys):
    well = health.Finding(health.Level.GOOD, "All is there")
    ill = health.Finding(health.Level.PROBLEM, "Something is missing", "Bring it")
    monkeypatch.setattr(health, "examine", lambda: [well])
    call_command("doctor")
    monkeypatch.setattr(health, "examine", lambda: [well, ill])
    with pytest.raises(CommandError, match="1 of 2"):
        call_command("doctor")

    assert "PROBLEM  Something is missing" in capsys.readouterr().out


def test_a_check_that_fails_ends_nothing(monkeypatch):
    def broken(_sql):
        raise DatabaseError("no connection")

    monkeypatch.setattr(health, "_ask", broken)
    monkeypatch.setattr(health.prepare, "pending_migrations", list)
    monkeypatch.setattr(health.schema, "gaps", lambda _connection: [])
    monkeypatch.setattr("hebe.journal.services.count_resting", int)

    findings = list(health.examine())

    assert any("database: could not be checked" in f.what for f in findings)
    assert findings[-1].what.endswith("free for data")

"""Settings are trimmed, normalised, or refused in words."""

import pytest

from hebe.config import health, values


@pytest.mark.parametrize("given", ["0", "256", "-1", "one", "2560", "²", "1.5", "9" * 30])
def test_a_number_that_does_not_fit_is_refused_with_its_bounds(monkeypatch, given):
    monkeypatch.setenv("HEBE_FIELD_KEY", given)

    with pytest.raises(
        values.SettingProblem, match="HEBE_FIELD_KEY is a whole number from 1 to"
    ):
        values.FIELD_KEY.read()


@pytest.mark.parametrize(("given", "read"), [("", 1), (" 2 ", 2), ("255", 255)])
def test_a_number_is_trimmed_and_has_a_default(monkeypatch, given, read):
    monkeypatch.setenv("HEBE_FIELD_KEY", given)

    assert values.FIELD_KEY.read() == read


@pytest.mark.parametrize(("given", "on"), [("1", True), (" Yes", True), ("off", False)])
def test_a_switch_is_understood_as_people_write_it(monkeypatch, given, on):
    monkeypatch.setenv("HEBE_HTTPS", given)

    assert values.is_on("HEBE_HTTPS") is on


def test_a_switch_that_is_neither_is_refused(monkeypatch):
    monkeypatch.setenv("HEBE_HTTPS", "perhaps")

    with pytest.raises(values.SettingProblem, match="HEBE_HTTPS is 1 or 0"):
        values.is_on("HEBE_HTTPS")


@pytest.mark.parametrize(
    "given",
    ["https://", "a b", "clinic..example", "-x.example", "https://x:port", "http://[::1"],
)
def test_what_is_no_host_name_and_no_origin_is_refused_in_words(given):
    with pytest.raises(values.SettingProblem, match="HEBE_HOSTS"):
        values.hosts(given)
    with pytest.raises(values.SettingProblem, match="HEBE_ORIGINS"):
        values.origins(given)


def test_the_doctor_names_every_setting_that_is_wrong(monkeypatch):
    monkeypatch.setenv("HEBE_IDLE_MINUTES", "two hours")
    monkeypatch.setenv("HEBE_ORIGINS", "ftp://clinic.example")

    finding = health.check_settings()

    assert finding.level is health.Level.PROBLEM
    assert "HEBE_IDLE_MINUTES" in finding.what
    assert "HEBE_ORIGINS" in finding.what


def test_the_doctor_notes_a_setting_that_nobody_knows(monkeypatch):
    monkeypatch.setenv("HEBE_HOST", "clinic.example")

    finding = health.check_settings()

    assert finding.level is health.Level.WARNING
    assert "HEBE_HOST (is HEBE_HOSTS meant?)" in finding.what

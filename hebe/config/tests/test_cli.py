"""`hebe` understands what the help promises."""

import os
import subprocess
import sys

import pytest
from django.core.management import get_commands, load_command_class

from hebe.config import cli
from hebe.kernel.keys import ROOT


def test_help_names_every_command(capsys):
    assert cli.main(["--help"]) == 0

    told = capsys.readouterr().out
    assert all(words[0] in told for words in cli.COMMANDS)
    assert all(f"  {name} " in told for name in cli.OWN)


@pytest.mark.parametrize("name", cli.OWN)
def test_asking_a_command_for_help_does_not_carry_it_out(name, capsys, monkeypatch):
    monkeypatch.setattr(cli, "_run", lambda typed: pytest.fail(f"{typed} was carried out"))
    assert cli.main([name, "--help"]) == 0
    assert "usage: hebe" in capsys.readouterr().out
    assert cli.main([name, "--port", "9000"]) == 2
    assert f"{name} takes no '--port 9000'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "given"),
    [("PORT", "abc"), ("PORT", "70000"), ("HEBE_WEB_THREADS", "many"), ("HEBE_HTTPS", "maybe")],
)
def test_a_setting_that_is_not_understood_is_refused_in_words(name, given):
    done = subprocess.run(
        [sys.executable, "-m", "hebe.config.cli", "web"],
        env={**os.environ, name: given},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1
    assert done.stderr.startswith(name)
    assert "Traceback" not in done.stderr


def test_a_terminal_in_another_encoding_changes_nothing():
    """Without its own word for it, Python would read our Chinese as this terminal writes."""
    foreign = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    hebe = ROOT / ".venv" / "bin" / "hebe"

    done = subprocess.run([hebe, "files"], env={**os.environ, **foreign}, check=False)

    assert done.returncode == 0


def test_without_a_command_the_help_is_shown_and_the_exit_code_is_2(capsys):
    assert cli.main([]) == 2
    assert "usage: hebe" in capsys.readouterr().out


def test_an_unknown_command_is_named(capsys):
    assert cli.main(["demo", "dance"]) == 2
    assert "'demo dance'" in capsys.readouterr().err


@pytest.mark.parametrize("words", [words for words in cli.COMMANDS if cli.COMMANDS[words]])
def test_every_command_is_there(words):
    name = cli.COMMANDS[words][0]

    command = load_command_class(get_commands()[name], name)

    said = command.create_parser("hebe", name).format_help()
    theirs = {"procrastinate"}  # says its own name
    assert said.startswith(f"usage: hebe {name if name in theirs else words[0]} ")

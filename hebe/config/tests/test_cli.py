"""`hebe` understands what the help promises."""

import subprocess
import sys

import pytest

from hebe.config import cli


def test_help_names_every_command(capsys):
    assert cli.main(["--help"]) == 0

    told = capsys.readouterr().out
    assert all(words[0] in told for words in cli.COMMANDS)


def test_without_a_command_the_help_is_shown_and_the_exit_code_is_2(capsys):
    assert cli.main([]) == 2
    assert "usage: hebe" in capsys.readouterr().out


def test_an_unknown_command_is_named(capsys):
    assert cli.main(["demo", "dance"]) == 2
    assert "'demo dance'" in capsys.readouterr().err


@pytest.mark.parametrize("words", list(cli.COMMANDS))
def test_every_command_exists(words):
    command = cli.COMMANDS[words]
    if not command:
        return

    done = subprocess.run(
        [sys.executable, "-m", "hebe.config.cli", *words, "--help"],
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr
    assert "usage:" in done.stdout

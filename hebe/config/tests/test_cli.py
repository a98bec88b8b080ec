"""`hebe` understands what the help promises."""

import pytest
from django.core.management import get_commands, load_command_class

from hebe.config import cli


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

"""The command `hebe`: one friendly door to everything an operator does."""

import logging
import os
import sys
from contextlib import nullcontext
from typing import NoReturn

HELP = """usage: hebe COMMAND

  serve                          run everything: database, web server, worker
  setup                          do all that serve does before it serves
  files                          the part of it that needs no database
  web                            run a web server alone (with DATABASE_URL, on any machine)
  worker                         run a worker alone, likewise
  migrate                        bring the tables up to date
  clinic create --name N --store S --login L [--person P] [--language zh-hans|en]
                                 make a clinic, its first store and its administrator
  demo load | clear              load the demo clinic, or take it away
  import customers FILE [--store S] [--dry-run] [--report OUT.json] [--rejected OUT.xlsx]
                                 bring customers in from Excel or CSV
  audit verify                   check the chain of the audit trail
  api-key create --user U        make a key for the API; it is shown once
  second-factor reset --user U --reason R
                                 let somebody in again whose phone is lost
  manage changepassword U        set a password when nobody can sign in to do it
  doctor                         say what is wrong with this installation
  manage ...                     Django's own commands

Settings come from the environment: PORT, HEBE_DATA, DATABASE_URL, HEBE_MASTER_KEY.
"""
# What was typed, and the management command that does it.
COMMANDS = {
    ("worker",): ["procrastinate", "worker", "--concurrency=4", "--delete-jobs=successful"],
    ("clinic", "create"): ["clinic_create"],
    ("demo", "load"): ["hebe_demo", "load"],
    ("demo", "clear"): ["hebe_demo", "clear"],
    ("import", "customers"): ["import_customers"],
    ("audit", "verify"): ["audit_verify"],
    ("api-key", "create"): ["api_key_create"],
    ("second-factor", "reset"): ["second_factor_reset"],
    ("doctor",): ["doctor"],
    ("manage",): [],
}
OWN = ("serve", "setup", "files", "web", "migrate")  # these take no options
WITHOUT_DATABASE = {"makemigrations", "collectstatic", "compilemessages", "help"}


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    typed = sys.argv[1:] if arguments is None else arguments
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hebe.config.settings")
    asked = {"-h", "--help", "help"}
    if not typed or typed[0] in asked or (typed[0] in OWN and asked & set(typed)):
        print(HELP, end="")
        return 0 if typed else 2
    if typed[0] in OWN and len(typed) > 1:
        print(f"hebe: {typed[0]} takes no {' '.join(typed[1:])!r}.\n\n{HELP}", file=sys.stderr)
        return 2
    from hebe.config.assets import AssetProblem
    from hebe.config.postgres import PostgresProblem
    from hebe.config.values import SettingProblem
    from hebe.kernel.keys import KeyProblem

    os.umask(0o022)  # the database's own user reads what root has made; secrets say their mode
    try:
        return _run(typed)
    except (AssetProblem, KeyProblem, PostgresProblem, SettingProblem) as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _run(typed: list[str]) -> int:
    from hebe.config import processes, values
    from hebe.kernel import keys

    if wrong := values.problems():
        raise values.SettingProblem("\n".join(wrong))
    processes.end_with_supervisor()
    keys.ensure_data_dir()
    if typed[0] == "web":
        processes.become_web_server()
    if typed[0] in {"serve", "setup", "files", "migrate"}:
        return _run_own(typed[0])
    for words, command in COMMANDS.items():
        if tuple(typed[: len(words)]) == words:
            return _manage([*command, *typed[len(words) :]])
    print(f"hebe: there is no command {' '.join(typed[:2])!r}.\n\n{HELP}", file=sys.stderr)
    return 2


def _run_own(name: str) -> int:
    import django

    django.setup()
    from hebe.config import prepare, serve

    if name == "serve":
        return serve.serve()
    if name in {"setup", "files"}:
        prepare.prepare_files()
    if name == "files":
        return 0
    with prepare.database():
        prepare.prepare_database()
    return 0


def _manage(command: list[str]) -> int:
    """Run a management command with the database up, as long as it lasts."""
    import django
    from django.core.management import execute_from_command_line

    django.setup()
    from hebe.config import prepare

    alone = not command or command[0] in WITHOUT_DATABASE or {"-h", "--help"} & set(command)
    with nullcontext() if alone else prepare.database():
        execute_from_command_line(["hebe", *command])
    return 0


def end(code: int) -> NoReturn:
    """Leave at once: taking every module apart would cost a stop most of a second."""
    logging.shutdown()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    end(main())

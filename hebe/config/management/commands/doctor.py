from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hebe.config import health, key_copy


class Command(BaseCommand):
    """Say in plain words how this installation is; ends with 1 when something is wrong."""

    help = "Look after the installation: version, database, worker, storage, keys, disk."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--key-copy", type=Path, help="a copy of the master key, to confirm that it is good"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["key_copy"] and not key_copy.confirm(options["key_copy"]):
            raise CommandError(f"{options['key_copy']} is not a copy of the master key.")
        findings = list(health.examine())
        for finding in findings:
            self.stdout.write(f"{finding.level.value:>8}  {finding.what}")
            if finding.advice:
                self.stdout.write(f"{'':8}  -> {finding.advice}")
        problems = sum(finding.level is health.Level.PROBLEM for finding in findings)
        if problems:
            raise CommandError(f"{problems} of {len(findings)} checks found a problem.")
        self.stdout.write("Hebe is well.")

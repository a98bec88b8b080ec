"""`hebe audit verify`: walk the audit chain of every group."""

import argparse

from django.core.management.base import BaseCommand, CommandError

from hebe.journal.services import seal_audit, verify_chain
from hebe.tenancy.models import Group


class Command(BaseCommand):
    """Recompute every link; exit 1 when one does not fit."""

    help = "Verify the audit chain of every group."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.prog = "hebe audit verify"

    def handle(self, *_args: object, **_options: object) -> None:
        broken = []
        for group in Group.objects.order_by("pk"):
            seal_audit(group_id=group.pk, limit=1_000_000)
            report = verify_chain(group)
            state = "whole" if report.broken is None else f"BROKEN at link {report.broken}"
            self.stdout.write(
                f"{report.group}: {state}, {report.sealed} links, head {report.head}"
            )
            if report.broken is not None:
                broken.append(report.group)
        if broken:
            raise CommandError(f"the audit chain is broken in: {', '.join(broken)}")

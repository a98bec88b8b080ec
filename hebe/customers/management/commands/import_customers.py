"""`hebe import customers FILE [--store S] [--dry-run] [--report OUT.json]`."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from hebe.access.actor import EVERYWHERE, Actor
from hebe.access.choices import Via
from hebe.access.registry import PERMISSIONS
from hebe.customers.importing import import_customers
from hebe.kernel.errors import Refused
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group, Store


class Command(BaseCommand):
    """Import an old customer list from the command line."""

    help = "Import customers from Excel or CSV; everything importable, or nothing."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--group", default="", help="code of the group (the first one)")
        parser.add_argument("--store", default="", help="code of the store (the first one)")
        parser.add_argument("--dry-run", action="store_true")
        parser.add_argument("--report", type=Path)

    def handle(self, *_args: object, **options: Any) -> None:
        groups = Group.objects.order_by("pk")
        if options["group"]:
            groups = groups.filter(code=options["group"])
        group = groups.filter(code="hebe").first() or groups.first()
        if group is None:
            raise CommandError("there is no such group")
        try:
            content = options["file"].read_bytes()
        except OSError as error:
            raise CommandError(f"cannot read {options['file']}") from error
        with working_for(group.pk):
            report = self._import(group, content, options)
        text = json.dumps(report, ensure_ascii=False, indent=1)
        if options["report"]:
            options["report"].write_text(text + "\n", encoding="utf-8")
        self.stdout.write(text)

    def _import(self, group: Group, content: bytes, options: dict[str, Any]) -> Any:
        stores = Store.objects.of(group).order_by("pk")
        if options["store"]:
            stores = stores.filter(code=options["store"])
        store = stores.first()
        if store is None:
            raise CommandError("there is no such store")
        grants = dict.fromkeys(PERMISSIONS, EVERYWHERE)
        actor = Actor(None, "command line", group.pk, grants, store.pk, via=Via.CLI)
        try:
            run, _plan = import_customers(
                actor,
                content=content,
                file_name=options["file"].name,
                store_id=store.pk,
                dry_run=options["dry_run"],
            )
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        return run.report

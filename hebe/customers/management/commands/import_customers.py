"""`hebe import customers FILE [--store S] [--dry-run] [--report OUT.json]`."""

import argparse
import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.utils.translation import gettext as _

from hebe.access.actor import operator
from hebe.customers.importing import import_customers
from hebe.customers.legacy.containers import MAX_BYTES
from hebe.customers.legacy.errors import FileTooLarge
from hebe.customers.legacy.plan import ImportPlan
from hebe.customers.legacy.workbooks import rejected_workbook
from hebe.customers.models import ImportRun
from hebe.kernel.errors import Refused
from hebe.tenancy.context import working_for
from hebe.tenancy.models import Group, Store


class Command(BaseCommand):
    """Import an old customer list from the command line."""

    help = "Import customers from Excel or CSV; everything importable, or nothing."

    def add_arguments(self, parser: argparse.ArgumentParser) -> None:
        parser.prog = "hebe import customers"
        parser.add_argument("file", type=Path, help=".xlsx, .xls or .csv")
        parser.add_argument("--group", default="", help="code of the group (the first one)")
        parser.add_argument("--store", default="", help="code or name (the first store)")
        parser.add_argument(
            "--sheet", default="", help="name of the sheet, * for all (the best)"
        )
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")
        parser.add_argument("--report", type=Path, help="write the report there as JSON")
        parser.add_argument("--rejected", type=Path, help="write the rejected rows as .xlsx")

    def handle(self, *_args: object, **options: Any) -> None:
        group = _group(options["group"])
        for out in filter(None, (options["report"], options["rejected"])):
            if out.is_dir() or not out.parent.is_dir():
                raise CommandError(_("%(path)s cannot be written.") % {"path": out})
        try:
            content = _content(options["file"])
            with working_for(group.pk):
                run, plan = self._import(group, content, options)
        except Refused as refusal:
            raise CommandError(f"{refusal} {refusal.advice}".strip()) from refusal
        text = json.dumps(run.report, ensure_ascii=False, indent=1)
        self.stdout.write(text)
        if options["report"]:
            _write(options["report"], f"{text}\n".encode())
        if options["rejected"]:
            _write(options["rejected"], _rejected(run, plan))

    def _import(
        self, group: Group, content: bytes, options: dict[str, Any]
    ) -> tuple[ImportRun, ImportPlan]:
        store = _store(group, options["store"])
        return import_customers(
            operator(group.pk, store_id=store.pk),
            content=content,
            file_name=options["file"].name,
            store_id=store.pk,
            sheet=options["sheet"],
            dry_run=options["dry_run"],
            tell=self._tell,
        )

    def _tell(self, done: int, total: int) -> None:
        """Say on a terminal how many are written."""
        if self.stderr.isatty():
            self.stderr.write(f"\r{done:,} / {total:,}", ending="\n" if done == total else "")


def _group(code: str) -> Group:
    groups = Group.objects.order_by("pk")
    if code:
        found = groups.filter(code=code).first()
    else:
        found = groups.filter(code="hebe").first() or groups.first()
    if found is None:
        raise CommandError(_("There is no such group: %(code)s.") % {"code": code or "-"})
    return found


def _store(group: Group, wanted: str) -> Store:
    stores = Store.objects.of(group).order_by("pk")
    named = stores.filter(Q(code=wanted) | Q(name=wanted)) if wanted else stores
    found: Store | None = named.first()
    if found is None:
        known = "、".join(f"{store.code} {store.name}" for store in stores)
        said = _("There is no store %(store)s; there are: %(known)s.")
        raise CommandError(said % {"store": wanted, "known": known})
    return found


def _content(path: Path) -> bytes:
    """Return what is in a file; a refusal, with the system's own reason, when it cannot."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FileTooLarge(limit_mb=MAX_BYTES // 2**20)
        return path.read_bytes()
    except OSError as error:
        said = _("%(path)s cannot be read: %(why)s.")
        raise CommandError(said % {"path": path, "why": error.strerror}) from error


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        said = _("The import is done, but %(path)s cannot be written: %(why)s.")
        raise CommandError(said % {"path": path, "why": error.strerror}) from error


def _rejected(run: ImportRun, plan: ImportPlan) -> bytes:
    headings = [column["heading"] for column in run.mapping["columns"]]
    return rejected_workbook(plan.rejected, headings)
